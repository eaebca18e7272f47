import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openLog } from '../../../electron/core/log.ts'
import { ENCRYPTION_USAGE, type Identity, makeCertificate } from '../../helpers/certificates.ts'
import type { TestCore } from '../../helpers/make-core.ts'
import { givePin, giveTokenFile, makeOffice, makeOfficerCertificate, OFFICE_PIN, type Office } from '../../helpers/make-office.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { makeFolder } from '../../helpers/make-store.ts'

/** What bad input and faults of signing get: a code each, and nothing that was written or signed is lost. */

const paper = (subject: string, pdf: Uint8Array = makePdf()) => ({ subject, pdf })

/** The leader's desk after its first pass, with a token file of this identity. */
async function openDesk(office: Office, identity: Identity = office.officer, chain: readonly Identity[] = [office.issuer]) {
  const desk = await office.openCore()
  await desk.session.sync.pass()
  await desk.handlers()['settings.set']({ tokenModules: [giveTokenFile(desk, 'token.p12', identity, chain)] })
  return desk
}

async function sign(desk: TestCore, ids: readonly string[], pin = OFFICE_PIN) {
  const handlers = desk.handlers(givePin(desk, pin))
  const token = (await handlers['tokens.list']({})).tokens.find(({ source }) => source === 'p12')
  return handlers['signing.sign']({ requestId: 'r', tokenId: token?.tokenId ?? '', certificate: null, followUp: 'number', items: ids.map(documentId => ({ documentId, placement: null })) })
}
const codes = (results: readonly { readonly problem: { readonly code: string } | null }[]) => results.map(({ problem }) => problem?.code ?? null)
const outbox = async (desk: TestCore) => (await desk.handlers()['outbox.list']({})).items.map(({ verb, state, problem }) => [verb, state, problem?.code ?? null])

test('a PDF that is none and one that is encrypted say so before and while signing, and keep nobody else from it', async () => {
  const office = await makeOffice()
  const ids = await office.submit([paper('Là văn bản thường', Buffer.from('Kính gửi: …')), paper('Bị mã hóa', makePdf({ trailer: '/Encrypt <<>>' })), paper('Ký được')])
  const desk = await openDesk(office)
  const prepared = await desk.handlers()['signing.prepare']({ documentIds: ids })
  expect(codes(prepared.items)).toEqual(['pdf.not-pdf', 'pdf.encrypted', null])
  expect(codes((await sign(desk, ids)).results)).toEqual(['pdf.not-pdf', 'pdf.encrypted', null])
  expect(await outbox(desk)).toEqual([['approve', 'waiting', null], ['number', 'waiting', null]])
  await desk.session.sync.pass()
  expect((await office.author.read('OfficialDocument', ids[2] ?? ''))?.['state']).toBe('numbered')
})

test('why a document of a batch was not signed is in the log: its code and place, never its name', async () => {
  const office = await makeOffice()
  const ids = await office.submit([paper('Kế hoạch mật', Buffer.from('Kính gửi: …'))])
  const folder = makeFolder()
  const desk = await office.openCore({ log: openLog(folder, () => 0) })
  await desk.session.sync.pass()
  await desk.handlers()['settings.set']({ tokenModules: [giveTokenFile(desk, 'token.p12', office.officer, [office.issuer])] })
  await sign(desk, ids)
  const text = readFileSync(join(folder, 'core.log'), 'utf8')
  const lines = text.trim().split('\n').map(line => JSON.parse(line) as { where: string, code: string })
  expect(lines).toMatchObject([{ where: 'sign', code: 'pdf.not-pdf' }])
  expect(text).not.toContain('mật')
})

test('a wrong and an empty PIN each have their code, sign nothing, and the right one signs', async () => {
  const office = await makeOffice()
  const ids = await office.submit([paper('Chờ ký')])
  const desk = await openDesk(office)
  await expect(sign(desk, ids, '00000000')).rejects.toMatchObject({ code: 'token.p12-password' })
  await expect(sign(desk, ids, '')).rejects.toMatchObject({ code: 'token.pin-empty' })
  expect(await outbox(desk)).toEqual([])
  expect(codes((await sign(desk, ids)).results)).toEqual([null])
})

test('a driver that is missing is told beside the tokens that are there', async () => {
  const office = await makeOffice()
  const desk = await openDesk(office)
  const handlers = desk.handlers()
  await handlers['settings.set']({ tokenModules: [...(await handlers['settings.get']({})).tokenModules, '/nowhere/libtoken.so'] })
  const { tokens, problems } = await handlers['tokens.list']({})
  expect(tokens.some(({ source }) => source === 'p12')).toBe(true)
  expect(problems.find(({ module }) => module === 'libtoken.so')?.problem.code).toBe('token.module-missing')
  await expect(handlers['signing.sign']({ requestId: 'r', tokenId: 'none', certificate: null, followUp: 'number', items: [{ documentId: 'x', placement: null }] })).rejects.toMatchObject({ code: 'token.absent' })
})

test('a token process killed in a batch: what was signed is in the outbox, the rest says so and signs again', async () => {
  const office = await makeOffice()
  const ids = await office.submit([paper('Thứ nhất'), paper('Thứ hai'), paper('Thứ ba'), paper('Thứ tư')])
  const desk = await openDesk(office)
  desk.onEvent(name => { if (name === 'signing.progress') for (const token of desk.tokens.started) token.kill() })
  const outcomes = codes((await sign(desk, ids)).results)
  // Those that were at work with the first may have had their signatures by then.
  expect([outcomes[0], outcomes[3]]).toEqual([null, 'token.crashed'])
  const left = ids.filter((_id, index) => outcomes[index] !== null)
  expect(await outbox(desk)).toHaveLength(2 * (ids.length - left.length))
  desk.onEvent(() => {})
  expect(codes((await sign(desk, left)).results)).toEqual(left.map(() => null))
  await desk.session.sync.pass()
  for (const id of ids) expect((await office.author.read('OfficialDocument', id))?.['state']).toBe('numbered')
})

test('a batch whose end nobody heard of (the core died in it) is tried again whole: what was signed is not signed twice', async () => {
  const office = await makeOffice()
  const ids = await office.submit([paper('Thứ nhất'), paper('Thứ hai')])
  const desk = await openDesk(office)
  expect(codes((await sign(desk, ids.slice(0, 1))).results)).toEqual([null])
  expect(codes((await desk.handlers()['signing.prepare']({ documentIds: ids })).items)).toEqual(['signing.already-signed', null])
  expect(codes((await sign(desk, ids)).results)).toEqual(['signing.already-signed', null])
  expect((await outbox(desk)).filter(([verb]) => verb === 'approve')).toHaveLength(2)
  await desk.session.sync.pass()
  for (const id of ids) expect((await office.author.read('OfficialDocument', id))?.['state']).toBe('numbered')
})

test('a certificate that may not sign and one that has ended say which it is, and nothing is signed', async () => {
  const office = await makeOffice()
  const ids = await office.submit([paper('Chờ ký')])
  const cipher = await openDesk(office, await makeOfficerCertificate(office.issuer, { usage: ENCRYPTION_USAGE }))
  await expect(sign(cipher, ids)).rejects.toMatchObject({ code: 'certificate.wrong-usage' })
  const ended = await openDesk(office, await makeOfficerCertificate(office.issuer, { notBefore: new Date('2024-01-01'), notAfter: new Date('2026-01-01') }))
  await expect(sign(ended, ids)).rejects.toMatchObject({ code: 'certificate.expired' })
  expect([await outbox(cipher), await outbox(ended)]).toEqual([[], []])
})

test('a dispatch signed by a certificate that the province does not trust is refused with its reason; the signed paper stays', async () => {
  const office = await makeOffice()
  const ids = await office.submit([paper('Gửi đi')])
  const stranger = await makeCertificate({ subject: 'CN=Người lạ', key: 'p-256' })
  const desk = await openDesk(office, stranger, [])
  expect(codes((await sign(desk, ids)).results)).toEqual([null])
  await desk.session.sync.pass()
  await desk.handlers()['moves.make']({ verb: 'dispatch', documentId: ids[0] ?? '', files: [] })
  expect((await desk.session.sync.pass()).pushed).toEqual({ accepted: 0, refused: 1, waiting: 0 })
  expect(await outbox(desk)).toEqual([['approve', 'done', null], ['number', 'done', null], ['dispatch', 'parked', 'outbox.signature-refused']])
  const detail = await desk.handlers()['documents.get']({ id: ids[0] ?? '' })
  expect([detail?.document.state, detail?.pending.map(({ problemCode }) => problemCode)]).toEqual(['numbered', ['outbox.signature-refused']])
  const main = detail?.attachments[0]
  const { size } = await desk.handlers()['attachments.open']({ documentId: ids[0] ?? '', blobId: main?.blobId ?? '' })
  expect(size).toBeGreaterThan(makePdf().length)
})
