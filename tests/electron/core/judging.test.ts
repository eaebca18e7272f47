import { expect, test } from 'vitest'
import { createEvidenceKeeping } from '../../../electron/core/keep-evidence.ts'
import { silentLog } from '../../../electron/core/log.ts'
import { memorySource } from '../../../electron/pdf/source.ts'
import { signDocument } from '../../../electron/signing/sign-document.ts'
import { checkEvidence, findingsAbout } from '../../../electron/store/evidence.ts'
import { dueRechecks } from '../../../electron/store/rechecks.ts'
import { sql } from '../../../electron/store/database.ts'
import { seeDocument } from '../../../electron/store/sight.ts'
import { getVerdict, putVerdict } from '../../../electron/store/verdicts.ts'
import { makeLevelOffice, type LevelOffice } from '../../helpers/make-level-office.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { signerOf } from '../../helpers/make-trust.ts'
import type { Identity } from '../../province/authority/certificate.ts'

const DAY_MS = 86_400_000
const quiet = { sleep: () => new Promise<void>(() => {}), stopped: new AbortController().signal, log: silentLog }

/** A signed paper on the leader's desk, as it arrives: fetched and judged by what is at hand. */
async function arrive(office: LevelOffice, name: string, identity: Identity = office.authority.officer) {
  const pdf = makePdf()
  const { tail } = await signDocument({ source: memorySource(pdf), signer: signerOf(identity), atMs: office.clock.at, act: 'plain' })
  const id = await office.author.draft(name, { addressees: [{ agencyId: 'stc' }], attachments: [{ blobId: await office.author.upload(Buffer.concat([pdf, tail])), name: `${name}.pdf`, role: 'main' }] })
  await office.author.move('submit', id)
  await office.desk.session.sync.pass()
  const { desk: { store, account }, judging } = office.desk.session
  const ref = seeDocument(store.db, account, id)?.doc.attachments[0]
  if (ref === undefined) throw new Error('no file')
  const report = await judging.judge(id, ref)
  return { id, ref, report, view: async () => (await office.desk.handlers()['documents.get']({ id }))?.attachments[0] }
}
const told = (office: LevelOffice) => office.desk.events.filter(({ name }) => name === 'attachments.verdict-changed').map(({ payload }) => payload)
const idle = { kind: 'idle', lastAt: null, done: null, total: null, problem: null, clockSkewMs: 0 } as const

test('what nobody could be asked about is open, is asked again when the network is back, and the new verdict is told', async () => {
  const office = await makeLevelOffice()
  const { judging } = office.desk.session
  office.services('html')
  const { id, report, view } = await arrive(office, 'Đến khi mất mạng')
  expect([report.verdict, report.signatures[0]?.subIndication]).toEqual(['indeterminate', 'TRY_LATER'])
  judging.onSyncState({ ...idle, kind: 'offline' })
  expect(await judging.rechecks.once()).toBe(0)
  office.clock.at += 300_000
  office.services(null)
  judging.onSyncState(idle)
  const asked = office.authority.services.asked.ocsp
  expect([await judging.rechecks.once(), office.authority.services.asked.ocsp - asked, await judging.rechecks.once()]).toEqual([1, 1, 0])
  expect([(await view())?.report?.verdict, (await view())?.report?.signatures[0]?.revocation.source]).toEqual(['valid', 'ocsp'])
  expect(told(office)).toEqual([{ documentId: id, blobId: expect.any(String) as string, code: expect.any(String) as string, subject: 'Đến khi mất mạng', from: 'indeterminate', to: 'valid' }])
})

test('services that stay silent are asked again after a while, not in a loop', async () => {
  const office = await makeLevelOffice()
  const { judging } = office.desk.session
  office.services('html')
  for (let count = 0; count < 3; count += 1) await arrive(office, `Văn bản ${count}`)
  const asked = () => office.authority.services.asked.ocsp
  const before = asked()
  office.clock.at += 60_000
  expect([await judging.rechecks.once(), asked() - before]).toEqual([0, 3])
  expect([await judging.rechecks.once(), asked() - before]).toEqual([0, 3])
  office.clock.at += 3_600_000
  office.services(null)
  expect(await judging.rechecks.once()).toBe(3)
})

test('settled within its first minute it is no news, unless it is bad news', async () => {
  const office = await makeLevelOffice()
  const { judging } = office.desk.session
  await arrive(office, 'Vừa đến')
  office.clock.at += 1
  expect([await judging.rechecks.once(), told(office)]).toEqual([1, []])
  const identity = office.authority.authority.officer({ name: 'Người bị thu hồi', agency: 'Sở Nội vụ tỉnh Hà Châu', title: 'Giám đốc', key: 'leader' })
  office.authority.services.revoke(identity.serial, { at: office.clock.at - DAY_MS, reason: 1 })
  await arrive(office, 'Chứng thư đã thu hồi', identity)
  office.clock.at += 1
  await judging.rechecks.once()
  expect(told(office)).toMatchObject([{ subject: 'Chứng thư đã thu hồi', from: 'indeterminate', to: 'invalid' }])
})

test('the verdict on arrival is kept with the server’s time: it stays when the certificate has ended and nobody answers any more', async () => {
  const office = await makeLevelOffice()
  const { judging, desk: { store } } = office.desk.session
  const { id, ref } = await arrive(office, 'Ký số, chưa có dấu thời gian')
  office.clock.at += 1
  await judging.rechecks.once()
  expect(findingsAbout(store.db, ref.sha256).map(({ clock, report, items }) => [clock, report.verdict, items.length > 2])).toEqual([['server', 'indeterminate', true], ['server', 'valid', true]])
  office.clock.at += 40 * 365 * DAY_MS
  office.services('html')
  const { report } = await office.desk.handlers()['attachments.report']({ documentId: id, blobId: ref.blobId, again: true })
  expect([report?.verdict, report?.signatures[0]?.level, report?.reasons]).toEqual(['valid', 'B-B', []])
  expect(await checkEvidence(store)).toMatchObject({ brokenAt: null })
})

test('asked again by a person, today’s answer counts: a revocation made known later, for a time before, is found', async () => {
  const office = await makeLevelOffice()
  const { judging } = office.desk.session
  const identity = office.authority.authority.officer({ name: 'Khóa đã lộ', agency: 'Sở Nội vụ tỉnh Hà Châu', title: 'Giám đốc', key: 'leader' })
  const { id, ref } = await arrive(office, 'Khóa lộ từ trước', identity)
  office.clock.at += 1
  await judging.rechecks.once()
  const again = async () => (await office.desk.handlers()['attachments.report']({ documentId: id, blobId: ref.blobId, again: true })).report
  office.clock.at += DAY_MS
  expect((await again())?.verdict).toBe('valid')
  office.authority.services.revoke(identity.serial, { at: office.clock.at - 3 * DAY_MS, reason: 1 })
  expect(await again()).toMatchObject({ verdict: 'invalid', signatures: [{ subIndication: 'REVOKED' }] })
})

test('a root that comes later lets what lacked it be judged again', async () => {
  const office = await makeLevelOffice()
  const { judging, desk: { store } } = office.desk.session
  const { report, view } = await arrive(office, 'Gốc chưa được tin cậy', office.authority.authority.untrusted({ name: 'Người lạ', agency: 'Cơ quan khác', title: 'Giám đốc', key: 'leader' }))
  expect(report.signatures[0]?.subIndication).toBe('NO_CERTIFICATE_CHAIN_FOUND')
  expect(await judging.rechecks.once()).toBe(0)
  judging.onAnchors()
  expect(dueRechecks(store.db, office.desk.session.desk.account, office.clock.at, 9).length).toBe(1)
  office.clock.at += 1
  expect([await judging.rechecks.once(), (await view())?.report?.verdict, await judging.rechecks.once()]).toEqual([1, 'indeterminate', 0])
})

test('a server that tells a time long past proves nothing by it, nor does a clock of this PC that was ahead', async () => {
  const { authority, clock, desk: { session: { desk: { store } } } } = await makeLevelOffice()
  const told = { server: null as number | null, pc: clock.at }
  const keeping = createEvidenceKeeping({ ...quiet, store, now: () => told.pc, serverNow: () => told.server })
  const settled = { report: { verdict: 'valid' as const, reasons: [], signatures: [] }, chains: [], open: [], evidence: { ocsps: [], crls: [], certificates: [] } }
  const since = async (name: string, server: number | null, pc: number) => {
    Object.assign(told, { server, pc })
    await keeping.keep(name, { settled, anchors: [authority.anchor] }, () => {})
    told.pc = clock.at
    return (await keeping.before(name)).knownSince
  }
  expect([await since('a', clock.at, clock.at), await since('b', clock.at - 400 * DAY_MS, clock.at), await since('c', clock.at, clock.at - DAY_MS), await since('d', null, clock.at), await since('e', clock.at, clock.at + DAY_MS)])
    .toEqual([clock.at, clock.at, clock.at, null, null])
})

test('what was found of a queue is seen as the end of the chain only when it is on the disk, with what was written beside it', async () => {
  const { desk: { session: { desk: { store } } } } = await makeLevelOffice()
  const keeping = createEvidenceKeeping({ ...quiet, store, now: () => 1, serverNow: () => 1 })
  const seen = () => sql<{ rows: number }>(store.db, 'select rows from evidence_seen').get()?.rows ?? 0
  const found = { settled: { report: { verdict: 'valid' as const, reasons: [], signatures: [] }, chains: [], open: [], evidence: { ocsps: [], crls: [], certificates: [] } }, anchors: [] }
  for (const name of ['a', 'b']) await keeping.keep(name, found, () => { putVerdict(store.db, name, found.settled.report, 1) })
  expect([seen(), getVerdict(store.db, 'b')?.judgedAt, store.db.pragma('work.synchronous', { simple: true })]).toEqual([0, 1, 2])
  await expect(keeping.keep('c', found, () => { throw new Error('the disk is full') })).rejects.toThrow('full')
  expect([findingsAbout(store.db, 'c').length, store.db.pragma('work.synchronous', { simple: true })]).toEqual([0, 2])
  keeping.settle()
  expect([seen(), await checkEvidence(store)]).toEqual([2, { rows: 2, brokenAt: null, missing: null }])
})

test('a list that was fetched for one document serves the next, offline', async () => {
  const office = await makeLevelOffice()
  const { judging } = office.desk.session
  office.authority.services.misbehave('ocsp', 'error')
  await arrive(office, 'Một')
  office.clock.at += 1
  await judging.rechecks.once()
  office.services('html')
  expect((await arrive(office, 'Hai')).report).toMatchObject({ verdict: 'valid', signatures: [{ revocation: { source: 'crl' } }] })
})
