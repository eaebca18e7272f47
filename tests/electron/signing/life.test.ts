import { createHash, randomBytes, sign as signWithKey } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { memorySource } from '../../../electron/pdf/source.ts'
import { parseCertificate, type Certificate } from '../../../electron/pki/certificate.ts'
import { prepareDocument } from '../../../electron/signing/prepare-document.ts'
import { signDocument, type SigningInputs } from '../../../electron/signing/sign-document.ts'
import { readPkcs12 } from '../../../electron/token/pkcs12/read.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'
import type { Signer } from '../../../shared/model/signer.ts'
import { wholeText } from '../../helpers/look-at-page.ts'
import { makePaper } from '../../helpers/make-paper.ts'
import { makeSignaturePng, makeSquarePng } from '../../helpers/make-png.ts'
import { hasTool } from '../../helpers/qpdf.ts'
import { personalAccount } from '../../province/caller.ts'
import { basic, makeProvince, TEST_ORIGIN } from '../../province/make-province.ts'
import type { Province } from '../../province/province.ts'
import { DEMO_PIN, seedEmpty } from '../../province/seed/make-seed.ts'
import type { SeedData } from '../../province/seed-data.ts'

/** A document's whole life on the province, with the product's own hands: who may do what is the province's affair. */

const NOW = Date.UTC(2026, 10, 24, 2, 14)
const folder = mkdtempSync(join(tmpdir(), 'life-'))
const made = {} as { seed: SeedData; province: Province }
beforeAll(async () => {
  made.seed = await seedEmpty({ authorityDir: folder, now: NOW, random: size => randomBytes(size) })
  made.province = makeProvince({ seed: made.seed, signatures: 'checked', clock: { now: () => NOW + 60_000 } })
}, 60_000)
afterAll(() => {
  made.province.close()
  rmSync(folder, { recursive: true, force: true })
})

type Person = readonly [user: string, officerId: string]
const AUTHOR: Person = ['quocviet', 'O-snv-viet']
const LEADER: Person = ['minhanh', 'O-snv-minhanh']
const CLERK: Person = ['thuhoa', 'O-snv-thuhoa']
const FAR_CLERK: Person = ['lan.tranhung', 'O-tranhung-lan']
const FAR_LEADER: Person = ['phuoc.tranhung', 'O-tranhung-phuoc']

async function call<T>([user, officerId]: Person, name: string, args: object): Promise<T> {
  const response = await made.province.fetch(new Request(`${TEST_ORIGIN}/jmap/api`, {
    method: 'POST', headers: { authorization: basic(user, 'demo'), 'content-type': 'application/json' },
    body: JSON.stringify({ using: ['urn:ietf:params:jmap:core', 'https://lienthong.example/ns/jmap/edoc'], methodCalls: [[name, { accountId: personalAccount(officerId), ...args }, 'c']] }),
  }))
  const { methodResponses } = await response.json() as { methodResponses: [string, T, string][] }
  return methodResponses[0]?.[1] as T
}

async function create(person: Person, type: string, value: object): Promise<{ readonly id: string }> {
  const answer = await call<{ created?: { it?: { id: string } }; notCreated?: unknown }>(person, `${type}/set`, { create: { it: value } })
  if (answer.created?.it === undefined) throw new Error(JSON.stringify(answer.notCreated))
  return answer.created.it
}
const move = (person: Person, value: object) => create(person, 'Action', value)
interface Doc { readonly id: string; readonly number: string | null; readonly notation: string | null; readonly issuedAt: string | null; readonly state: string; readonly register: { readonly number: string } | null; readonly subject: string }
const documentOf = async (person: Person, id: string): Promise<Doc | undefined> => (await call<{ list: Doc[] }>(person, 'OfficialDocument/get', { ids: [id] })).list[0]

async function upload([user, officerId]: Person, name: string, bytes: Uint8Array, role: 'main' | 'annex' = 'main') {
  const response = await made.province.fetch(new Request(`${TEST_ORIGIN}/jmap/upload/${personalAccount(officerId)}/`, { method: 'POST', headers: { authorization: basic(user, 'demo'), 'content-type': 'application/pdf' }, body: Buffer.from(bytes) }))
  const { blobId } = await response.json() as { blobId: string }
  return { blobId, name, role, type: 'application/pdf', size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}

function signerOf([, officerId]: Person): Signer {
  const { keys: [key], certificates: [certificate, ...chain] } = readPkcs12(made.seed.tokens.find(token => token.officerId === officerId)?.p12 ?? new Uint8Array(), Buffer.from(DEMO_PIN))
  if (key === undefined || certificate === undefined) throw new Error('the token is empty')
  return { certificate, chain, sign: attributes => Promise.resolve(new Uint8Array(signWithKey('sha256', attributes, key))) }
}

const anchors = (): Certificate[] => made.seed.trust.issuers.map(der => parseCertificate(der))
const judge = (source: Parameters<NonNullable<SigningInputs['judge']>>[0]) => validatePdf({ source, trust: anchors(), at: NOW + 60_000 })
async function sign(person: Person, pdf: Uint8Array, wish: Partial<SigningInputs>): Promise<Uint8Array> {
  return Buffer.concat([pdf, (await signDocument({ source: memorySource(pdf), signer: signerOf(person), atMs: NOW, act: 'plain', judge, ...wish })).tail])
}
/** Who signed, as our own validation trusts it against the authority's root, and whether all of them hold. */
const signers = async (pdf: Uint8Array): Promise<string[]> => (await judge(memorySource(pdf))).signatures.map(one => `${one.verdict} ${one.signer?.name ?? ''}`)

test('drafted, prepared, approved, numbered, sealed with its appendix, dispatched; arrives, is stamped and commented: every signature is valid after every step', async () => {
  const [paper, annex] = [makePaper(), makePaper({ subject: 'phụ lục danh mục hồ sơ', codeLine: '', placeAndDate: '' })]
  const prepared = Buffer.concat([paper, (await prepareDocument({ source: memorySource(paper), places: {} })).tail])
  const { id: documentId } = await create(AUTHOR, 'OfficialDocument', {
    direction: 'draft', kind: 'Công văn', subject: 'hướng dẫn lập hồ sơ công việc', addressees: [{ agencyId: 'A-tranhung' }],
    attachments: [await upload(AUTHOR, 'van-ban.pdf', prepared), await upload(AUTHOR, 'phu-luc.pdf', annex, 'annex')],
  })
  await move(AUTHOR, { verb: 'submit', documentId })

  const approved = await sign(LEADER, prepared, { act: 'approve', image: makeSignaturePng() })
  expect(await signers(approved)).toEqual(['valid Nguyễn Minh Anh'])
  await move(LEADER, { verb: 'approve', documentId, attachments: [await upload(LEADER, 'van-ban.pdf', approved)] })

  await move(CLERK, { verb: 'number', documentId })
  const numbered = await documentOf(CLERK, documentId)
  expect([numbered?.state, numbered?.number, numbered?.issuedAt]).toEqual(['numbered', expect.stringMatching(/^\d+$/), '2026-11-24'])
  const words = { number: numbered?.number ?? '', date: numbered?.issuedAt ?? '' }
  const issued = await sign(CLERK, approved, { act: 'issue', words, image: makeSquarePng() })
  const sealedAnnex = await sign(CLERK, annex, { act: 'appendix', words: { number: `${words.number}/${numbered?.notation ?? ''}` } })
  expect(await signers(issued)).toEqual(['valid Nguyễn Minh Anh', 'valid Sở Nội vụ tỉnh Hà Châu'])
  expect(await signers(sealedAnnex)).toEqual(['valid Sở Nội vụ tỉnh Hà Châu'])
  await move(CLERK, { verb: 'dispatch', documentId, toAgencyIds: ['A-tranhung'], attachments: [await upload(CLERK, 'van-ban.pdf', issued), await upload(CLERK, 'phu-luc.pdf', sealedAnnex, 'annex')] })

  const { ids } = await call<{ ids: string[] }>(FAR_CLERK, 'OfficialDocument/query', {})
  const arrived = await documentOf(FAR_CLERK, ids[0] ?? '')
  expect([arrived?.subject, arrived?.state, arrived?.number]).toEqual(['hướng dẫn lập hồ sơ công việc', 'arrived', words.number])
  await move(FAR_CLERK, { verb: 'receive', documentId: arrived?.id })
  const registered = await documentOf(FAR_CLERK, arrived?.id ?? '')
  const stamped = await sign(FAR_CLERK, issued, { act: 'incoming', words: { number: registered?.register?.number ?? '', date: '2026-11-24' } })
  expect(await signers(stamped)).toEqual([...await signers(issued), 'valid Ủy ban nhân dân phường Trần Hưng'])
  await move(FAR_CLERK, { verb: 'comment', documentId: arrived?.id, attachments: [await upload(FAR_CLERK, 'van-ban (den).pdf', stamped, 'annex')] })

  const text = 'Giao Văn phòng tham mưu; báo cáo trước ngày 05/12/2026.'
  const commented = await sign(FAR_LEADER, stamped, { act: 'comment', words: { text } })
  expect(await signers(commented)).toEqual([...await signers(stamped), 'valid Bùi Hữu Phước'])
  if (hasTool('pdftotext')) {
    const printed = wholeText({ folder, pdf: commented }, 'layout').replaceAll(/\s+/g, ' ')
    for (const piece of [`Số: ${words.number.padStart(2, '0')}`, 'ngày 24 tháng 11 năm 2026', 'ĐẾN', 'ỦY BAN NHÂN DÂN PHƯỜNG TRẦN HƯNG', `Số: ${registered?.register?.number ?? '?'}`, text, 'Bùi Hữu Phước']) expect(printed).toContain(piece)
  }
}, 60_000)
