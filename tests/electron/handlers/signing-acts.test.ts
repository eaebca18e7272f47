import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { memorySource } from '../../../electron/pdf/source.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'
import type { RequestInput } from '../../../shared/contract/index.ts'
import { wholeText } from '../../helpers/look-at-page.ts'
import type { TestCore } from '../../helpers/make-core.ts'
import { givePin, giveTokenFile, makeOffice, OFFICE_PIN, type Office } from '../../helpers/make-office.ts'
import { makePaper } from '../../helpers/make-paper.ts'
import { makeSignaturePng, makeSquarePng } from '../../helpers/make-png.ts'
import { hasTool } from '../../helpers/qpdf.ts'

/** The acts as the window asks for them: what the province gave is printed, what will be printed is shown before. */

const folder = mkdtempSync(join(tmpdir(), 'signing-acts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function openDesk(office: Office): Promise<TestCore> {
  const desk = await office.openCore()
  await desk.session.sync.pass()
  await desk.handlers()['settings.set']({ tokenModules: [giveTokenFile(desk, 'token.p12', office.officer, [office.issuer])] })
  await desk.handlers()['settings.set-signature-image']({ png: new Uint8Array(makeSignaturePng()) })
  await desk.handlers()['settings.set-seal-image']({ seal: { png: new Uint8Array(makeSquarePng()), mm: 34 } })
  return desk
}

async function sign(desk: TestCore, wish: Omit<RequestInput<'signing.sign'>, 'requestId' | 'tokenId' | 'certificate'>) {
  const handlers = desk.handlers(givePin(desk, OFFICE_PIN))
  const token = (await handlers['tokens.list']({})).tokens.find(({ source }) => source === 'p12')
  const { results } = await handlers['signing.sign']({ requestId: 'r', tokenId: token?.tokenId ?? '', certificate: null, ...wish })
  return results.map(({ problem }) => problem)
}

interface File { readonly blobId: string; readonly name: string; readonly role: string }
async function filesOf({ author }: Office, documentId: string): Promise<Map<string, Uint8Array>> {
  const files = (await author.read('OfficialDocument', documentId))?.['attachments'] as File[]
  return new Map(await Promise.all(files.map(async ({ blobId, name }) => [name, new Uint8Array(await (await author.http(`/jmap/download/${author.personal}/${blobId}/${encodeURIComponent(name)}?accept=application%2Fpdf`)).arrayBuffer())] as const)))
}
const judged = async (pdf: Uint8Array | undefined) => (await validatePdf({ source: memorySource(pdf ?? new Uint8Array()), trust: [], at: Date.now() })).signatures
  .map(one => `${one.field} ${one.intact && one.cryptographyValid} ${one.changesAfter}`)

test('approved with the clerk\'s fields made first, numbered by the province, sealed with its appendix, sent', async () => {
  const office = await makeOffice()
  const { author } = office
  const documentId = await author.draft('hướng dẫn lập hồ sơ', {
    addressees: [{ agencyId: 'stc' }], attachments: [{ blobId: await author.upload(makePaper()), name: 'van-ban.pdf', role: 'main' }, { blobId: await author.upload(makePaper({ codeLine: '', placeAndDate: '' })), name: 'phu-luc.pdf', role: 'annex' }],
  })
  await author.move('submit', documentId)
  const desk = await openDesk(office)
  const issue = { act: 'issue' as const, documentIds: [documentId] }

  const tooEarly = (await desk.handlers()['signing.prepare'](issue)).items[0]
  expect(tooEarly?.problem?.code).toBe('signing.not-approved')
  expect(await sign(desk, { act: 'approve', followUp: 'approve', items: [{ documentId, placement: null }] })).toEqual([null])
  await desk.session.sync.pass()
  expect((await desk.handlers()['signing.prepare'](issue)).items[0]?.problem?.code).toBe('signing.number-missing')
  await desk.handlers()['moves.make']({ verb: 'number', documentId, files: [] })
  await desk.session.sync.pass()

  const { items: [item], image } = await desk.handlers()['signing.prepare'](issue)
  expect([item?.problem, item?.annexCount, image?.length]).toEqual([null, 1, makeSquarePng().length])
  const words = item?.stamps.map(({ fixed, marks }) => [fixed, marks.map(mark => mark.kind === 'text' ? mark.text : mark.kind).join(' ')])
  const [year, month, day] = String((await author.read('OfficialDocument', documentId))?.['issuedAt']).split('-')
  expect(words).toEqual([[true, 'picture'], [true, '01'], [true, `${day} ${Number(month) < 3 ? month : Number(month)}`]])
  expect(year).toBe('2026')
  const seal = item?.stamps[0]?.marks[0]
  expect(seal?.kind === 'picture' ? seal.rect[2] : 0).toBeCloseTo(34 / 25.4 * 72, 1)
  const [left = 0, , right = 0] = item?.stamps[0]?.placement.rect ?? []
  expect(right - left).toBeCloseTo(34 / 25.4 * 72, 1)
  expect(item?.stamps[1]?.marks[0]?.kind === 'text' ? item.stamps[1].marks[0].path : '').toMatch(/^M[-\d.]+ [-\d.]+/)

  expect(await sign(desk, { act: 'issue', followUp: 'dispatch', items: [{ documentId, placement: null }] })).toEqual([null])
  expect((await sign(desk, { act: 'issue', followUp: 'dispatch', items: [{ documentId, placement: null }] }))[0]?.code).toBe('signing.already-signed')
  await desk.session.sync.pass()
  expect((await author.read('OfficialDocument', documentId))?.['state']).toBe('dispatched')
  const files = await filesOf(office, documentId)
  expect(await judged(files.get('van-ban.pdf'))).toEqual(['LeaderSignature true allowed', 'IssueSeal true none'])
  expect(await judged(files.get('phu-luc.pdf'))).toEqual(['Signature1 true none'])
  if (hasTool('pdftotext')) {
    expect(wholeText({ folder, pdf: files.get('van-ban.pdf') ?? new Uint8Array() }, 'layout').replaceAll(/ +/g, ' ')).toContain('Số: 01/SNV-VP')
    expect(wholeText({ folder, pdf: files.get('phu-luc.pdf') ?? new Uint8Array() })).toMatch(/^01\/SNV\n\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00$/m)
  }
})

test('an officer who is leader and clerk signs offline: the number that the province gives later is printed and sealed, and nothing goes out before', async () => {
  const office = await makeOffice()
  const [documentId = '', bare = ''] = await office.submit([{ subject: 'Kế hoạch', pdf: makePaper() }, { subject: 'Biểu mẫu', pdf: makePaper({ codeLine: '' }) }])
  const ids = [documentId, bare]
  const desk = await openDesk(office)
  await desk.handlers()['signing.prepare']({ documentIds: ids })
  office.province.setDown(true)
  expect(await sign(desk, { followUp: 'number', items: ids.map(id => ({ documentId: id, placement: null })) })).toEqual([null, null])
  expect((await desk.handlers()['outbox.list']({})).items.map(({ verb, state }) => `${verb} ${state}`)).toEqual(['approve waiting', 'number waiting', 'approve waiting', 'number waiting'])
  expect((await desk.handlers()['signing.prepare']({ act: 'issue', documentIds: ids })).items.map(({ problem }) => problem?.code)).toEqual(['signing.number-missing', 'signing.number-missing'])
  office.province.setDown(false)
  await desk.session.sync.pass()
  for (const id of ids) expect((await office.author.read('OfficialDocument', id))?.['state']).toBe('numbered')
  expect((await desk.handlers()['documents.list']({ box: 'to-sign', view: 'all', after: null, limit: 9 })).rows.map(row => row.documentId).toSorted()).toEqual(ids.toSorted())

  expect(await sign(desk, { act: 'issue', followUp: 'dispatch', items: ids.map(id => ({ documentId: id, placement: null })) })).toEqual([null, null])
  await desk.session.sync.pass()
  for (const id of ids) expect((await office.author.read('OfficialDocument', id))?.['state']).toBe('dispatched')
  const sealed = (await filesOf(office, documentId)).get('Kế hoạch.pdf')
  expect(await judged(sealed)).toEqual(['LeaderSignature true allowed', 'IssueSeal true none'])
  expect(await judged((await filesOf(office, bare)).get('Biểu mẫu.pdf'))).toEqual(['Signature1 true allowed', 'Signature2 true none'])
  if (hasTool('pdftotext')) expect(wholeText({ folder, pdf: sealed ?? new Uint8Array() }, 'layout').replaceAll(/ +/g, ' ')).toContain(`Số: ${String((await office.author.read('OfficialDocument', documentId))?.['number'])}/SNV-VP`)
})

test('a paper without lines for number and date is approved as it is', async () => {
  const office = await makeOffice()
  const [documentId = ''] = await office.submit([{ subject: 'Biểu mẫu', pdf: makePaper({ codeLine: '' }) }])
  const desk = await openDesk(office)
  expect(await sign(desk, { followUp: 'approve', items: [{ documentId, placement: null }] })).toEqual([null])
  await desk.session.sync.pass()
  expect(await judged((await filesOf(office, documentId)).get('Biểu mẫu.pdf'))).toEqual(['Signature1 true none'])
})

test('a comment is shown before it is signed, laid beside the document, and stands next time where it was moved to', async () => {
  const office = await makeOffice()
  const [documentId = '', like = ''] = await office.submit(['Xin ý kiến', 'Xin ý kiến lần hai'].map(subject => ({ subject, pdf: makePaper() })))
  const desk = await openDesk(office)
  const wish = { act: 'comment', text: 'Đồng ý; giao Văn phòng theo dõi.' } as const
  const prepare = async (id: string) => (await desk.handlers()['signing.prepare']({ ...wish, documentIds: [id] })).items[0]
  const first = await prepare(documentId)
  expect(first?.stamps[0]?.marks.flatMap(mark => mark.kind === 'text' ? [mark.text] : [])).toEqual(expect.arrayContaining([wish.text]))
  expect((await desk.handlers()['signing.prepare']({ act: 'comment', text: '👍', documentIds: [documentId] })).items[0]?.problem?.code).toBe('signing.letter-not-in-font')
  const [left, bottom, right, top] = first?.placement?.rect ?? [0, 0, 0, 0]
  expect(await sign(desk, { ...wish, followUp: 'attach', items: [{ documentId, placement: { page: 1, rect: [left - 20, bottom - 30, right - 20, top - 30] }, moved: { dx: -20, dy: -30 } }] })).toEqual([null])
  expect((await prepare(like))?.placement?.rect[0]).toBeCloseTo(left - 20, 3)
  expect((await prepare(like))?.placement?.rect[3]).toBeCloseTo(top - 30, 3)
  expect((await prepare(documentId))?.name).toBe('Xin ý kiến (bút phê).pdf')
  expect((await desk.handlers()['outbox.list']({})).items.map(({ verb, text }) => [verb, text])).toEqual([['comment', wish.text]])
  const { pushed } = await desk.session.sync.pass()
  expect(pushed).toMatchObject({ accepted: 1, refused: 0 })
})
