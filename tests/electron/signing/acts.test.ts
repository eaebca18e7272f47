import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Rect } from '../../../electron/pdf/geometry.ts'
import { memorySource } from '../../../electron/pdf/source.ts'
import { prepareDocument } from '../../../electron/signing/prepare-document.ts'
import { signDocument, type SigningInputs } from '../../../electron/signing/sign-document.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'
import type { Signer } from '../../../shared/model/signer.ts'
import { differenceOf, fontsIn, textIn, wholeText } from '../../helpers/look-at-page.ts'
import { makePaper } from '../../helpers/make-paper.ts'
import { makePdf, type PdfWish } from '../../helpers/make-pdf.ts'
import { makeSignaturePng, makeSquarePng } from '../../helpers/make-png.ts'
import { makeSigner } from '../../helpers/make-signer.ts'
import { hasTool } from '../../helpers/qpdf.ts'

const atMs = Date.parse('2026-11-24T20:00:00Z')
const folder = mkdtempSync(join(tmpdir(), 'acts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const people = {} as { leader: Signer; clerk: Signer; receiver: Signer }
beforeAll(async () => {
  people.leader = await makeSigner({ key: 'ec' })
  people.clerk = await makeSigner({ key: 'ec', name: 'Sở Nội vụ' })
  people.receiver = await makeSigner({ key: 'ec', name: 'Bùi Hữu Phước' })
})
const judge = (source: Parameters<NonNullable<SigningInputs['judge']>>[0]): ReturnType<NonNullable<SigningInputs['judge']>> => validatePdf({ source, trust: [], at: atMs })

async function prepare(pdf: Uint8Array, places: Parameters<typeof prepareDocument>[0]['places'] = {}): Promise<Uint8Array> {
  return Buffer.concat([pdf, (await prepareDocument({ source: memorySource(pdf), places })).tail])
}

async function sign(pdf: Uint8Array, wish: Partial<SigningInputs>): Promise<Uint8Array> {
  return Buffer.concat([pdf, (await signDocument({ source: memorySource(pdf), signer: people.leader, atMs, act: 'plain', judge, ...wish })).tail])
}

const approve = (pdf: Uint8Array, wish: Partial<SigningInputs> = {}): Promise<Uint8Array> => sign(pdf, { act: 'approve', image: makeSignaturePng(), ...wish })
const issue = (pdf: Uint8Array, wish: Partial<SigningInputs> = {}): Promise<Uint8Array> =>
  sign(pdf, { act: 'issue', signer: people.clerk, words: { number: '7', date: '2026-02-03' }, image: makeSignaturePng(200, 200), ...wish })

const verdicts = async (pdf: Uint8Array): Promise<string[]> =>
  (await validatePdf({ source: memorySource(pdf), trust: [], at: atMs })).signatures.map(one => `${one.field} ${one.intact && one.cryptographyValid} ${one.changesAfter}`)

describe('a document goes through its life', () => {
  const steps: Record<string, Uint8Array> = {}
  beforeAll(async () => {
    steps.drafted = makePaper()
    steps.prepared = await prepare(steps.drafted)
    steps.approved = await approve(steps.prepared)
    steps.issued = await issue(steps.approved)
    steps.arrived = await sign(steps.issued, { act: 'incoming', signer: people.receiver, words: { number: '1203', date: '2026-02-05' } })
    steps.commented = await sign(steps.arrived, { act: 'comment', signer: people.receiver, words: { text: 'Giao Văn phòng chủ trì; báo cáo trước ngày 10/02/2026.' } })
  })
  const step = (name: string): Uint8Array => steps[name] ?? new Uint8Array(0)

  test('and every signature is valid after every step', async () => {
    expect(await verdicts(step('approved'))).toEqual(['LeaderSignature true none'])
    expect(await verdicts(step('issued'))).toEqual(['LeaderSignature true allowed', 'IssueSeal true none'])
    expect(await verdicts(step('commented'))).toEqual(['LeaderSignature true allowed', 'IssueSeal true allowed', 'Signature1 true allowed', 'Signature2 true none'])
  })

  test.skipIf(!hasTool('pdftotext'))('number and date stand in the gaps of the paper, in the way of NĐ 30', () => {
    const inGaps = textIn({ folder, pdf: step('issued') }, [60, 690, 595, 760], 842).replaceAll(/ +/g, ' ')
    expect(inGaps).toContain('Số: 07/SNV-VP')
    expect(inGaps).toContain('ngày 03 tháng 02 năm 2026')
  })

  test.skipIf(!hasTool('pdffonts'))('what was printed is embedded, cut to its letters, and gives its text back', () => {
    const own = fontsIn({ folder, pdf: step('commented') }).filter(({ name }) => !name.startsWith('HACHAU'))
    expect(own.length).toBeGreaterThan(4)
    expect(own.map(({ marks }) => marks)).toEqual(own.map(() => 'yes yes yes'))
    const text = wholeText({ folder, pdf: step('commented') })
    for (const words of ['ĐẾN', 'Số: 1203', 'Ngày: 05/02/2026', 'UBND TỈNH THỬ'.normalize('NFC'), 'Bùi Hữu Phước', '2026-11-25T03:00:00+07:00']) expect(text).toContain(words)
    expect(text.replaceAll('\n', ' ')).toContain('Giao Văn phòng chủ trì; báo cáo trước ngày 10/02/2026.')
  })

  test.skipIf(!hasTool('pdftoppm'))('the seal lies over a third of the signature, on its left, 36 mm wide', async () => {
    // A black square for a seal, so that every pixel of it shows.
    const sealed = await issue(step('approved'), { words: { number: '7', date: '2026-02-03' }, image: makeSquarePng() })
    const hand = differenceOf({ folder, pdf: step('prepared') }, { folder, pdf: step('approved') })?.rect
    const seal = differenceOf({ folder, pdf: step('approved') }, { folder, pdf: sealed }, 2, [0, 0, 595, 680])?.rect
    if (seal === undefined || hand === undefined) throw new Error('nothing was drawn')
    expect(seal[2] - seal[0]).toBeCloseTo(36 / 25.4 * 72, -0.5)
    expect(seal[3] - seal[1]).toBeCloseTo(36 / 25.4 * 72, -0.5)
    expect((seal[2] - hand[0]) / (hand[2] - hand[0])).toBeCloseTo(1 / 3, 1)
    expect(Math.abs((seal[1] + seal[3]) / 2 - (hand[1] + hand[3]) / 2)).toBeLessThan(8)
  })

  test.skipIf(!hasTool('qpdf') || !hasTool('pdfsig') || !hasTool('mutool'))('and other programs find nothing wrong', async () => {
    const { spawnSync } = await import('node:child_process')
    const { writeFileSync } = await import('node:fs')
    for (const name of ['prepared', 'approved', 'issued', 'arrived', 'commented']) {
      const path = join(folder, `${name}.pdf`)
      writeFileSync(path, step(name))
      expect(spawnSync('qpdf', ['--check', path]).status).toBe(0)
      if (name === 'prepared') continue
      const found = spawnSync('pdfsig', ['-nocert', path], { encoding: 'utf8' }).stdout
      expect(found.match(/Signature is Valid/g)?.length).toBe((await verdicts(step(name))).length)
      expect(found.match(/- Total document signed/g)?.length).toBe(1)
      expect(spawnSync('mutool', ['sign', '-v', path], { encoding: 'utf8' }).stdout).toContain('The document is unchanged since signing')
    }
  })

  test('each step only appends', () => {
    const order = ['drafted', 'prepared', 'approved', 'issued', 'arrived', 'commented'].map(step)
    for (const [index, later] of order.slice(1).entries()) expect(Buffer.compare(later.subarray(0, order[index]?.length), order[index] ?? Buffer.alloc(0))).toBe(0)
  })
})

describe.skipIf(!hasTool('pdftotext') || !hasTool('pdftoppm') || !hasTool('pdffonts'))('what is printed shows in its rectangle, upright, and reads exactly', () => {
  const TEXT = 'ẴẪỄỖỮ Ngưỡng Nguyễn: kính chuyển đ/c Ưng, Đặng'
  test.each<[string, string, number, number]>([
    ['as it is', '/MediaBox [0 0 595 842]', 595, 842],
    ['turned by 90', '/MediaBox [0 0 595 842] /Rotate 90', 842, 595],
    ['turned by 180', '/MediaBox [0 0 595 842] /Rotate 180', 595, 842],
    ['turned by 270', '/MediaBox [0 0 595 842] /Rotate 270', 842, 595],
    ['cropped', '/MediaBox [-50 -50 700 900] /CropBox [10 20 605 862]', 595, 842],
    ['cropped and turned', '/MediaBox [-50 -50 700 900] /CropBox [10 20 605 862] /Rotate 270', 842, 595],
  ])('on a page %s', async (_, entries, width, height) => {
    const before = makePdf({ pages: [entries] })
    const rect: Rect = [width - 320, 60, width - 40, 120]
    const after = await sign(before, { words: { text: TEXT.normalize('NFD') }, image: makeSignaturePng(), placement: { page: 1, rect } })
    const ink = differenceOf({ folder, pdf: before }, { folder, pdf: after })
    expect(ink?.rect[0]).toBeGreaterThanOrEqual(rect[0] - 1)
    expect(ink?.rect[1]).toBeGreaterThanOrEqual(rect[1] - 1)
    expect(ink?.rect[2]).toBeLessThanOrEqual(rect[2] + 1)
    expect(ink?.rect[3]).toBeLessThanOrEqual(rect[3] + 1)
    // It is not a dot in a corner: picture and text fill most of the field's width.
    expect((ink?.rect[2] ?? 0) - (ink?.rect[0] ?? 0)).toBeGreaterThan(230)
    expect(wholeText({ folder, pdf: after }).replaceAll(/\s+/g, ' ')).toContain(TEXT)
    expect(fontsIn({ folder, pdf: after }).filter(({ name }) => name.includes('Tinos'))).toEqual([{ name: expect.stringMatching(/^[A-Z]{6}\+Tinos-Regular$/) as string, marks: 'yes yes yes' }])
  })

  test('also where a unit of the page is not a point', async () => {
    const before = makePdf({ pages: ['/MediaBox [0 0 300 400] /UserUnit 2'] })
    const after = await sign(before, { act: 'comment', words: { text: TEXT }, placement: { page: 1, rect: [300, 100, 560, 160] } })
    expect(wholeText({ folder, pdf: after }).replaceAll(/\s+/g, ' ')).toContain(TEXT)
  })
})

const appendixText = ['12/SNV-VP', '2026-11-25T03:00:00+07:00']
describe('text alone, top right of the first page', () => {
  test.each<[string, Partial<SigningInputs>, readonly string[]]>([
    ['an appendix', { act: 'appendix', words: { number: '12/SNV-VP' } }, appendixText],
    ['sao y', { act: 'copy', words: { copyKind: 'sao-y', agency: 'Văn phòng Sở' } }, ['SAO Y', 'Văn phòng Sở', appendixText[1] ?? '']],
    ['sao lục', { act: 'copy', words: { copyKind: 'sao-luc' } }, ['SAO LỤC', 'Sở Nội vụ', appendixText[1] ?? '']],
    ['trích sao', { act: 'copy', words: { copyKind: 'trich-sao' } }, ['TRÍCH SAO', 'Sở Nội vụ', appendixText[1] ?? '']],
  ])('%s', async (_, wish, lines) => {
    const paper = makePaper()
    // The image of the seal is not shown here (NĐ 30, Phụ lục I), even if one is given.
    const signed = await sign(paper, { ...wish, signer: people.clerk, image: makeSignaturePng() })
    expect(textIn({ folder, pdf: signed }, [380, 790, 595, 842], 842).trim().split(/\n\s*/)).toEqual(lines)
    expect(await verdicts(signed)).toEqual(['Signature1 true none'])
  })
})

describe('what an act refuses', () => {
  const prepared: PdfWish = {
    pages: ['/MediaBox [0 0 595 842] /Annots [100 0 R 101 0 R]'], catalog: '/AcroForm <</Fields [100 0 R 101 0 R]>>',
    extra: { 100: '<</Type /Annot /Subtype /Widget /FT /Sig /T (IssueSeal) /Rect [300 100 400 200] /F 4>>', 101: '<</Type /Annot /Subtype /Widget /FT /Tx /T (IssueNumber) /Rect [60 700 120 716]>>' },
  }
  const place = { page: 1, rect: [100, 100, 160, 120] } as const
  test.each<[string, string, () => Promise<Uint8Array> | Uint8Array, Partial<SigningInputs>]>([
    ['a seal on what nobody signed', 'signing.not-approved', () => makePaper(), { act: 'issue', words: { number: '7', date: '2026-02-03' } }],
    ['a seal on a broken approval', 'signing.approval-invalid', async () => falsified(await approve(makePaper())), { act: 'issue', words: { number: '7', date: '2026-02-03' } }],
    ['a seal without a number', 'signing.number-missing', () => approve(makePaper()), { act: 'issue', words: { date: '2026-02-03' } }],
    ['a seal without a date', 'signing.number-missing', () => approve(makePaper()), { act: 'issue', words: { number: '7', date: '2026-02-30' } }],
    ['a number given twice', 'signing.already-issued', async () => issue(await approve(await prepare(makePaper()))), { act: 'issue', words: { number: '8', date: '2026-02-04' } }],
    ['a seal that nothing was prepared for, on a certified document', 'signing.not-prepared', () => sign(makePdf(), { certify: 2 }), { act: 'issue', words: { number: '7', date: '2026-02-03' } }],
    ['a document certified against every change', 'pdf.certified-no-changes', () => sign(makePdf(prepared), { certify: 1 }), { act: 'issue', words: { number: '7', date: '2026-02-03' } }],
    ['certifying after a signature', 'pdf.certify-after-signature', () => approve(makePaper()), { act: 'comment', words: { text: 'Đồng ý' }, certify: 2 }],
    ['an appendix without its number', 'signing.number-missing', () => makePdf(), { act: 'appendix' }],
    ['a copy without its kind', 'signing.copy-kind-missing', () => makePdf(), { act: 'copy' }],
    ['an incoming stamp without its number', 'signing.number-missing', () => makePdf(), { act: 'incoming', words: { date: '2026-02-03' } }],
    ['a comment that says nothing', 'signing.text-missing', () => makePdf(), { act: 'comment', words: { text: ' \n' } }],
    ['a comment that its field cannot hold', 'signing.text-too-long', () => makePdf(), { act: 'comment', words: { text: 'Giao các đơn vị thực hiện. '.repeat(20) }, placement: place }],
    ['a letter that the font has not', 'signing.letter-not-in-font', () => makePdf(), { act: 'comment', words: { text: 'Đồng ý 👍' } }],
    ['a mark that no letter carries', 'signing.letter-not-in-font', () => makePdf(), { act: 'comment', words: { text: 'q\u0323' } }],
  ])('%s', async (_, code, make, wish) => {
    await expect(sign(await make(), wish)).rejects.toMatchObject({ code })
  })

  /** A byte of the signed page altered. */
  function falsified(pdf: Uint8Array): Uint8Array {
    const bytes = Buffer.from(pdf)
    const at = bytes.indexOf('/MediaBox')
    bytes.write('/MediaBix', at, 'latin1')
    return bytes
  }

  test('a document certified for filling and signing is filled and sealed in what was prepared', async () => {
    const sealed = await issue(await sign(makePdf(prepared), { certify: 2 }))
    expect(await verdicts(sealed)).toEqual(['Signature1 true allowed', 'IssueSeal true none'])
  })

  test('where nothing was prepared and nothing is certified, the seal gets a field of its own beside the signature', async () => {
    const sealed = await issue(await approve(makePaper()))
    expect(await verdicts(sealed)).toEqual(['Signature1 true allowed', 'Signature2 true none'])
  })

  test('preparing a signed document, preparing twice, and a paper without the lines for number and date', async () => {
    const wish = { places: {} }
    await expect(prepareDocument({ ...wish, source: memorySource(await approve(makePaper())) })).rejects.toMatchObject({ code: 'signing.prepare-too-late' })
    await expect(prepareDocument({ ...wish, source: memorySource(await prepare(makePaper())) })).rejects.toMatchObject({ code: 'pdf.field-taken' })
    await expect(prepareDocument({ ...wish, source: memorySource(makePdf()) })).rejects.toMatchObject({ code: 'signing.place-not-found', facts: { what: 'number' } })
    await expect(prepareDocument({ places: { number: { page: 1, rect: [0, 0, 900, 20] }, date: place }, source: memorySource(makePdf()) })).rejects.toMatchObject({ code: 'pdf.placement-outside' })
  })
})
