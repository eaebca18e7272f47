import { expect, test } from 'vitest'
import type { Verdict } from '../../../shared/model/signature-report.ts'
import { memorySource } from '../../../electron/pdf/source.ts'
import { signAtLevel } from '../../../electron/signing/sign-at-level.ts'
import { signDocument } from '../../../electron/signing/sign-document.ts'
import { checkEvidence } from '../../../electron/store/evidence.ts'
import { seeDocument } from '../../../electron/store/sight.ts'
import { getVerdict } from '../../../electron/store/verdicts.ts'
import { appendUpdate } from '../../helpers/append-update.ts'
import { HOLDER } from '../../helpers/authority-server.ts'
import { makeLevelOffice, type LevelOffice } from '../../helpers/make-level-office.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { makeTrust, signerOf } from '../../helpers/make-trust.ts'
import type { Identity } from '../../province/authority/certificate.ts'

/** How much comes; acceptance wants 200 (LT_MAIL_DAY=200). */
const MANY = Number(process.env['LT_MAIL_DAY'] ?? 24)
const DAY_MS = 86_400_000

interface Sort { readonly name: string; readonly make: (office: LevelOffice, text: string) => Promise<Uint8Array>; readonly offline: Verdict; readonly online: Verdict }

const paper = (text: string): Uint8Array => makePdf({ contents: [`BT /F 12 Tf 72 720 Td (${text}) Tj ET`] })
async function signed(office: LevelOffice, pdf: Uint8Array, identity: Identity = office.authority.officer, atMs = office.clock.at): Promise<Buffer> {
  const { tail } = await signDocument({ source: memorySource(pdf), signer: signerOf(identity), atMs, act: 'plain' })
  return Buffer.concat([pdf, tail])
}
async function atLevel(office: LevelOffice, pdf: Uint8Array, level: 'B-T' | 'B-LT' | 'B-LTA'): Promise<Buffer> {
  const { tail } = await signAtLevel({ source: memorySource(pdf), signer: signerOf(office.authority.officer), atMs: office.clock.at, act: 'plain', level, services: makeTrust(office.authority, () => office.clock.at) })
  return Buffer.concat([pdf, tail])
}
function flipped(pdf: Buffer): Buffer {
  const at = pdf.indexOf('Tj ET') - 4
  pdf[at] = (pdf[at] ?? 0) ^ 1
  return pdf
}

const SORTS: readonly Sort[] = [
  { name: 'signed, nothing else', make: (office, text) => signed(office, paper(text)), offline: 'indeterminate', online: 'valid' },
  { name: 'with a timestamp', make: (office, text) => atLevel(office, paper(text), 'B-T'), offline: 'indeterminate', online: 'valid' },
  { name: 'with all evidence', make: (office, text) => atLevel(office, paper(text), 'B-LT'), offline: 'valid', online: 'valid' },
  { name: 'for the archive', make: (office, text) => atLevel(office, paper(text), 'B-LTA'), offline: 'valid', online: 'valid' },
  { name: 'signed twice', make: async (office, text) => signed(office, await signed(office, paper(text))), offline: 'indeterminate', online: 'valid' },
  { name: 'by a revoked certificate', make: (office, text) => {
    const identity = office.authority.authority.officer({ ...HOLDER, name: `Người bị thu hồi ${text}` })
    office.authority.services.revoke(identity.serial, { at: office.clock.at - DAY_MS, reason: 1 })
    return signed(office, paper(text), identity)
  }, offline: 'indeterminate', online: 'invalid' },
  { name: 'changed in a signed byte', make: async (office, text) => flipped(await signed(office, paper(text))), offline: 'invalid', online: 'invalid' },
  { name: 'with another content saved behind', make: async (office, text) => appendUpdate(await signed(office, paper(text)), { 11: '<</Length 40>>\nstream\nBT /F 12 Tf 72 720 Td (Chi 900 dong) Tj ET\nendstream' }), offline: 'invalid', online: 'invalid' },
  { name: 'cut off in the middle', make: async (office, text) => (await signed(office, paper(text))).subarray(0, -700), offline: 'invalid', online: 'invalid' },
  { name: 'from a root nobody trusts', make: (office, text) => signed(office, paper(text), office.authority.authority.untrusted(HOLDER)), offline: 'indeterminate', online: 'indeterminate' },
  { name: 'by a certificate that had ended before it came', make: (office, text) => signed(office, paper(text), office.authority.authority.expired(HOLDER), office.clock.at - 250 * DAY_MS), offline: 'indeterminate', online: 'indeterminate' },
  { name: 'not signed', make: async (_, text) => paper(text), offline: 'unsigned', online: 'unsigned' },
  { name: 'no PDF at all', make: async (_, text) => Buffer.from(`<html>${text}</html>`), offline: 'unreadable', online: 'unreadable' },
]

test(`a mail day: ${MANY} papers of all sorts, without the authority and then with it`, { timeout: 600_000 }, async () => {
  const office = await makeLevelOffice()
  const { desk: { store, account }, judging, sync } = office.desk.session
  const sent: { readonly id: string; readonly sort: Sort }[] = []
  for (let count = 0; count < MANY; count += 1) {
    const sort = SORTS[count % SORTS.length]
    if (sort === undefined) break
    const blobId = await office.author.upload(await sort.make(office, `Van ban so ${count}`))
    const id = await office.author.draft(`Văn bản ${count}: ${sort.name}`, { addressees: [{ agencyId: 'stc' }], attachments: [{ blobId, name: `van-ban-${count}.pdf`, role: 'main' }] })
    await office.author.move('submit', id)
    sent.push({ id, sort })
  }
  office.services('html')
  await sync.pass()
  const verdicts = () => sent.map(({ id, sort }) => {
    const sha256 = seeDocument(store.db, account, id)?.doc.attachments[0]?.sha256 ?? ''
    return `${sort.name}: ${getVerdict(store.db, sha256)?.report.verdict ?? 'not judged'}`
  })
  const judged = new Promise<void>(done => { office.desk.onEvent(() => { if (verdicts().every(one => !one.endsWith('not judged'))) done() }) })
  judging.arrivals.look()
  await judged
  expect(verdicts()).toEqual(sent.map(({ sort }) => `${sort.name}: ${sort.offline}`))
  expect(await judging.rechecks.once()).toBe(0)
  office.services(null)
  office.clock.at += DAY_MS / 24
  await judging.rechecks.once()
  expect(verdicts()).toEqual(sent.map(({ sort }) => `${sort.name}: ${sort.online}`))
  expect(await checkEvidence(store)).toMatchObject({ brokenAt: null })
})
