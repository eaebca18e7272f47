import { beforeAll, describe, expect, test } from 'vitest'
import type { SignatureVerdict } from '../../../shared/model/signature-report.ts'
import { memorySource } from '../../../electron/pdf/source.ts'
import { parseCertificate } from '../../../electron/pki/certificate.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { makeSignedPdf, SIGNED_AT } from '../../helpers/make-signed-pdf.ts'
import { makeSigner } from '../../helpers/make-signer.ts'
import { append, stream, type Edits } from './attacks/tools.ts'

const leader = await makeSigner({ key: 'ec', name: 'Lãnh đạo' })
const trust = leader.chain.map(parseCertificate)
const [CATALOG, PAGE, NOTE, ROOT, PARENTS, SECTION, PARAGRAPH] = [1, 10, 108, 130, 131, 132, 133]

/** A tagged page with one line of text at [72 700], a picture at [300 300 350 350], a field at [400 600], and a note with a look of its own. */
const tagged = makePdf({
  pages: [`/MediaBox [0 0 595 842] /StructParents 0 /Annots [${NOTE} 0 R 109 0 R]`],
  contents: ['/P <</MCID 0>> BDC BT /F 20 Tf 72 700 Td (Chi 100 dong) Tj ET EMC q 50 0 0 50 300 300 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q 400 300 20 20 re f'],
  catalog: `/MarkInfo <</Marked true>> /StructTreeRoot ${ROOT} 0 R /AcroForm <</Fields [109 0 R]>>`,
  extra: {
    [NOTE]: `<</Type /Annot /Subtype /Text /Rect [500 800 520 820] /Contents (Xem lai) /P ${PAGE} 0 R /AP <</N 140 0 R>>>>`,
    109: `<</FT /Tx /T (so) /Type /Annot /Subtype /Widget /Rect [400 600 500 620] /P ${PAGE} 0 R /F 4>>`,
    [ROOT]: `<</Type /StructTreeRoot /K ${SECTION} 0 R /ParentTree ${PARENTS} 0 R /ParentTreeNextKey 1>>`,
    [PARENTS]: `<</Nums [0 [${PARAGRAPH} 0 R]]>>`,
    [SECTION]: `<</Type /StructElem /S /Sect /P ${ROOT} 0 R /K [${PARAGRAPH} 0 R]>>`,
    [PARAGRAPH]: `<</Type /StructElem /S /P /P ${SECTION} 0 R /Pg ${PAGE} 0 R /K 0>>`,
    140: stream('1 1 0 rg 0 0 18 18 re f', '/Type /XObject /Subtype /Form /BBox [0 0 20 20]'),
  },
})
let [certified, approved]: Uint8Array[] = []
beforeAll(async () => {
  certified = await makeSignedPdf(tagged, leader, { certify: 3 })
  approved = await makeSignedPdf(tagged, leader)
})

async function judged(pdf: Uint8Array | undefined, edits: Edits): Promise<SignatureVerdict> {
  const { signatures: [one] } = await validatePdf({ source: memorySource(await append(pdf ?? new Uint8Array(), edits)), trust, at: SIGNED_AT })
  if (!one) throw new Error('no signature was judged')
  return one
}
const said = ({ verdict, laterChanges }: SignatureVerdict): string => `${verdict}: ${[...new Set(laterChanges.map(change => change.rule))].toSorted().join(' ')}`

const onPage = (now: string): string => now.replace('/Annots [', '/Annots [300 0 R ')
const form = (content: string, box = '0 0 100 20', more = ''): string => stream(content, `/Type /XObject /Subtype /Form /BBox [${box}] ${more}`)
const STATES = '/Resources <</ExtGState <</M <</Type /ExtGState /BM /Multiply>> /N <</BM /Normal>> /D <</BM /Difference>> /S <</SMask <</S /Alpha>>>>>> /XObject <</X 302 0 R>>>>'
const comment = (subtype: string, rect: string, look?: string, more = ''): Edits => ({
  [PAGE]: onPage,
  300: `<</Type /Annot /Subtype /${subtype} /Rect [${rect}] /Contents (x) /P ${PAGE} 0 R /F 4 ${look === undefined ? '' : '/AP <</N 301 0 R>>'} ${more}>>`,
  ...(look === undefined ? {} : { 301: look }),
})
const OVER_TEXT = '72 698 172 718'
const OVER_QUAD = [72, 718, 172, 718, 72, 698, 172, 698]
/** Several of a kind at once, each where `quadOf` says; their rectangles say nothing of it. */
function stacked(subtype: string, count: number, quadOf: (at: number) => readonly number[], more: string, others: Edits = {}): Edits {
  const numbers = Array.from({ length: count }, (_, at) => 400 + at)
  return {
    ...others, [PAGE]: now => now.replace('/Annots [', `/Annots [${numbers.map(number => `${number} 0 R `).join('')}`),
    ...Object.fromEntries(numbers.map((number, at): [number, string] => [number, `<</Type /Annot /Subtype /${subtype} /Rect [${more.includes('/AP') ? OVER_TEXT : `${at * 10} 0 ${at * 10 + 5} 5`}] /QuadPoints [${quadOf(at).join(' ')}] /P ${PAGE} 0 R /F 4 ${more}>>`])),
  }
}
const ICON = '1 1 0 rg 0 0 18 18 re f 0 G 1 w 2 2 m 10 10 l S'

describe('a comment with a look of its own, where comments are allowed', () => {
  test.each<[string, Edits]>([
    ['a pale highlight that multiplies', comment('Highlight', OVER_TEXT, form('/M gs 1 1 0 rg 0 0 m 2 20 98 20 100 20 c 100 0 l h f', '0 0 100 20', STATES))],
    ['a highlight as Acrobat writes it, form in form', { ...comment('Highlight', OVER_TEXT, form('/M gs /X Do', '0 0 100 20', `${STATES} /Group <</S /Transparency>>`)), 302: form('1 0.82 0 rg 0 0 100 20 re f', '0 0 100 20', '/Group <</S /Transparency>>') }],
    ['a thin line through the text', comment('StrikeOut', OVER_TEXT, form('1 0 0 RG 1 w 0 10 m 100 10 l S'))],
    ['a thin line drawn as a box', comment('Underline', OVER_TEXT, form('1 0 0 rg 0 1 100 1 re f'))],
    ['a highlight of several lines, each a little over the next', comment('Highlight', '72 650 172 718', form(`/M gs 1 1 0 rg ${[0, 13, 26, 39, 52].map(y => `0 ${y} 100 16 re f `).join('')}`, '0 0 100 68', STATES))],
    ['a line through several lines of text in one path', comment('StrikeOut', '72 650 172 718', form('1 0 0 RG 1 w 0 10 m 100 10 l 0 24 m 100 24 l 0 38 m 60 38 l S', '0 0 100 68'))],
    ['a wavy line', comment('Squiggly', OVER_TEXT, form(`1 0 0 RG 0.7 w 0 1 m ${Array.from({ length: 24 }, (_, at) => `${at * 4 + 4} ${at % 2 === 0 ? 3 : 1} l `).join('')}S`))],
    ['a note where the page is empty', comment('Text', '20 20 40 40', form(ICON, '0 0 20 20'))],
    ['a note taken away that hid nothing', { [PAGE]: now => now.replace(`${NOTE} 0 R`, '') }],
    ['a note\'s look drawn anew', { 140: form('1 0 0 rg 0 0 18 18 re f', '0 0 20 20') }],
  ])('%s: valid, and told', async (_, edits) => {
    expect(said(await judged(certified, edits))).toBe('valid: comment-drawn')
    const approval = await judged(approved, edits)
    expect([approval.verdict, approval.changesAfter]).toEqual(['invalid', 'suspicious'])
  })

  test.each<[string, Edits]>([
    ['a note over the text', comment('Text', '100 698 120 718', form(ICON, '0 0 20 20'))],
    ['a note over a picture', comment('Text', '320 320 340 340', form(ICON, '0 0 20 20'))],
    ['a note over a drawing', comment('Text', '410 310 430 330', form(ICON, '0 0 20 20'))],
    ['a note over a field', comment('Text', '420 600 440 620', form(ICON, '0 0 20 20'))],
    ['a note as large as the page', comment('Text', '0 0 595 600', form(ICON, '0 0 20 20'))],
    ['a note that says something', comment('Text', '20 20 40 40', form('BT /F 9 Tf (900) Tj ET', '0 0 20 20', '/Resources <</Font <</F 3 0 R>>>>'))],
    ['a highlight that covers: no blending', comment('Highlight', OVER_TEXT, form('1 1 0 rg 0 0 100 20 re f'))],
    ['a highlight that covers: blending switched off again', comment('Highlight', OVER_TEXT, form('/M gs /N gs 1 1 1 rg 0 0 100 20 re f', '0 0 100 20', STATES))],
    ['a highlight that covers: blending undone', comment('Highlight', OVER_TEXT, form('q /M gs Q 1 1 1 rg 0 0 100 20 re f', '0 0 100 20', STATES))],
    ['a highlight that covers: blended inside an isolated group only', comment('Highlight', OVER_TEXT, form('/M gs 1 1 1 rg 0 0 100 20 re f', '0 0 100 20', `${STATES} /Group <</S /Transparency /I true>>`))],
    ['a highlight that covers: inside an isolated form', { ...comment('Highlight', OVER_TEXT, form('/X Do', '0 0 100 20', STATES)), 302: form('/M gs 1 1 1 rg 0 0 100 20 re f', '0 0 100 20', `${STATES} /Group <</S /Transparency /I true>>`) }],
    ['a highlight as dark as the text', comment('Highlight', OVER_TEXT, form('/M gs 0 g 0 0 100 20 re f', '0 0 100 20', STATES))],
    ['a highlight that inverts', comment('Highlight', OVER_TEXT, form('/D gs 1 1 1 rg 0 0 100 20 re f', '0 0 100 20', STATES))],
    ['a highlight behind a mask', comment('Highlight', OVER_TEXT, form('/M gs /S gs 1 1 0 rg 0 0 100 20 re f', '0 0 100 20', STATES))],
    ['a highlight with a drawing', comment('Highlight', OVER_TEXT, form(`/M gs 1 1 0 rg ${'0 0 m 5 5 l '.repeat(9)}f`, '0 0 100 20', STATES))],
    ['a highlight with text in it', comment('Highlight', OVER_TEXT, form('/M gs BT /F 9 Tf (900) Tj ET', '0 0 100 20', STATES))],
    ['a highlight with a picture in it', { ...comment('Highlight', OVER_TEXT, form('/M gs /X Do', '0 0 100 20', STATES)), 302: stream('\0', '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8') }],
    ['a highlight that goes on where reading ends', comment('Highlight', OVER_TEXT, form('/M gs 1 1 0 rg 0 0 100 20 re f ) /N gs 1 g 0 0 100 20 re f', '0 0 100 20', STATES))],
    ['a highlight whose look comes from another file', comment('Highlight', OVER_TEXT, form('/M gs 1 1 0 rg 0 0 100 20 re f', '0 0 100 20', `${STATES} /Ref <</F (khac.pdf) /Page 0>>`))],
    ['a highlight that a layer shows', comment('Highlight', OVER_TEXT, form('/M gs 1 1 0 rg 0 0 100 20 re f', '0 0 100 20', `${STATES} /OC 140 0 R`))],
    ['a highlight with another look under the mouse', { ...comment('Highlight', OVER_TEXT), 300: `<</Type /Annot /Subtype /Highlight /Rect [${OVER_TEXT}] /AP <</N 301 0 R /R 302 0 R>>>>`, 301: form('/M gs 1 1 0 rg 0 0 100 20 re f', '0 0 100 20', STATES), 302: form('1 g 0 0 100 20 re f') }],
    ['a line as thick as the text', comment('StrikeOut', OVER_TEXT, form('1 G 20 w 0 10 m 100 10 l S'))],
    ['a thin line stretched to a bar', comment('StrikeOut', OVER_TEXT, form('1 G 1 w 0 0.5 m 1 0.5 l S', '0 0 1 1'))],
    ['a thin line enlarged', comment('StrikeOut', OVER_TEXT, form('20 0 0 20 0 0 cm 1 w 0 0 m 1 0 l S'))],
    ['a thin line enlarged by its matrix', comment('StrikeOut', OVER_TEXT, form('1 w 0 0 m 1 0 l S', '0 0 100 20', '/Matrix [20 0 0 20 0 0]'))],
    ['a bar drawn as a box', comment('Underline', OVER_TEXT, form('1 g 0 0 100 20 re f'))],
    ['a dark highlight without a look', comment('Highlight', OVER_TEXT, undefined, '/C [0 0 0] /QuadPoints [72 718 172 718 72 698 172 698]')],
    ['a line of giant boxes without a look', comment('StrikeOut', '0 0 595 800', undefined, '/QuadPoints [0 800 595 800 0 0 595 0]')],
    ['a highlight that is blended by a key of its own', comment('Highlight', OVER_TEXT, undefined, '/BM /Difference')],
    ['pale paint laid over itself until it is black', comment('Highlight', OVER_TEXT, form(`/M gs 0.6 g ${'0 0 100 20 re f '.repeat(12)}`, '0 0 100 20', STATES))],
    ['paint laid over itself, whiter than white between', comment('Highlight', OVER_TEXT, form(`/M gs ${'0.6 g 0 0 100 20 re f 100 g 0 0 100 20 re f '.repeat(12)}`, '0 0 100 20', STATES))],
    ['lines side by side, some of less than no width', comment('StrikeOut', OVER_TEXT, form(`1 G ${[1, 3, 5, 7, 9, 11].map(y => `2 w 0 ${y} m 100 ${y} l S -2 w 0 ${y} m 100 ${y} l S `).join('')}`))],
    ['thin lines that lie side by side', comment('StrikeOut', OVER_TEXT, form(`1 G 2 w ${[1, 3, 5, 7, 9, 11, 13, 15].map(y => `0 ${y} m 100 ${y} l S `).join('')}`))],
    ['a bar from a point that is none', comment('Underline', OVER_TEXT, form('1 g 0 /x m 100 0 l 100 20 l 0 20 l f'))],
    ['a bar from half a point', comment('Underline', OVER_TEXT, form('1 g 0 m 100 0 l 100 20 l 0 20 l f'))],
    ['one thin line that hatches a bar', comment('StrikeOut', OVER_TEXT, form(`1 G 2 w 0 0 m ${Array.from({ length: 50 }, (_, at) => `${at * 2} ${at % 2 === 0 ? 20 : 0} l `).join('')}S`))],
    ['thin lines side by side in one path', comment('StrikeOut', OVER_TEXT, form(`1 G 2 w ${[1, 3, 5, 7, 9, 11, 13, 15].map(y => `0 ${y} m 100 ${y} l `).join('')}S`))],
    ['pale boxes laid over one another without a look', comment('Highlight', OVER_TEXT, undefined, `/C [0.6 0.6 0.6] /QuadPoints [${'72 718 172 718 72 698 172 698 '.repeat(12)}]`)],
    ['pale highlights laid over one another', stacked('Highlight', 12, () => OVER_QUAD, '/C [0.6 0.6 0.6]')],
    ['lines through the text laid beside one another', stacked('StrikeOut', 12, at => OVER_QUAD.map((side, index) => index % 2 === 0 ? side : side + at * 2 - 12), '/C [1 1 1]')],
    ['pale highlights with looks laid over one another', stacked('Highlight', 12, () => OVER_QUAD, '/C [0.6 0.6 0.6] /AP <</N 301 0 R>>', { 301: form('/M gs 0.6 g 0 0 100 20 re f', '0 0 100 20', STATES) })],
    ['a popup with a look', comment('Popup', OVER_TEXT, form('1 g 0 0 100 20 re f'))],
    ['the look of a note drawn anew as words', { 140: form('BT /F 9 Tf (900) Tj ET', '0 0 20 20', '/Resources <</Font <</F 3 0 R>>>>') }],
    ['a note moved over the text', { [NOTE]: now => now.replace('500 800 520 820', '100 698 120 718') }],
  ])('%s: never valid', async (_, edits) => {
    expect(said(await judged(certified, edits))).toBe('indeterminate: comment-look')
  })
})

test('a page full of notes is read once for all of them, not once for each', async () => {
  const many = Array.from({ length: 300 }, (_, index) => 300 + index)
  const large = makePdf({ pages: [`/MediaBox [0 0 595 842] /Annots [${many.slice(0, 150).map(number => `${number} 0 R`).join(' ')}]`], contents: [`BT /F 9 Tf 300 400 Td (Chi 100 dong) Tj ET ${'% mot dong ghi chu rat dai trong noi dung trang\n'.repeat(40_000)}`], extra: Object.fromEntries([...many.slice(0, 150).map((number): [number, string] => [number, note(number)]), [900, form(ICON, '0 0 20 20')]]) })
  const pdf = await makeSignedPdf(large, leader, { certify: 3 })
  const one = await judged(pdf, { [PAGE]: now => now.replace('/Annots [', `/Annots [${many.slice(150).map(number => `${number} 0 R`).join(' ')} `), ...Object.fromEntries(many.slice(150).map((number): [number, string] => [number, note(number)])) })
  expect(said(one)).toBe('valid: comment-drawn')
})

test('a page that cannot be read under a note leaves the note unclear, not the file damaged', async () => {
  const unread = makePdf({ pages: ['/MediaBox [0 0 595 842] /Annots [108 0 R]'], extra: { 3: '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 901 0 R>>', 108: note(108), 900: form(ICON, '0 0 20 20'), 901: stream('x', '/Filter /Khac') } })
  expect(said(await judged(await makeSignedPdf(unread, leader, { certify: 3 }), { 108: now => now.replace('(x)', '(y)') }))).toBe('indeterminate: comment-look')
})

const note = (number: number): string => `<</Type /Annot /Subtype /Text /Rect [${20 + number % 20 * 25} ${20 + Math.floor(number / 20) % 16 * 20} ${38 + number % 20 * 25} ${38 + Math.floor(number / 20) % 16 * 20}] /Contents (x) /P ${PAGE} 0 R /F 4 /AP <</N 900 0 R>>>>`

const TAG = `<</Type /StructElem /S /Annot /P ${SECTION} 0 R /Pg ${PAGE} 0 R /K <</Type /OBJR /Obj 300 0 R>>>>`
const withTag = (tag = TAG): Edits => ({
  ...comment('Text', '20 20 40 40', undefined, '/StructParent 1'), 303: tag,
  [ROOT]: now => now.replace('/ParentTreeNextKey 1', '/ParentTreeNextKey 2'), [PARENTS]: now => now.replace('[0 ', '[1 303 0 R 0 '), [SECTION]: now => now.replace(`[${PARAGRAPH} 0 R`, `[${PARAGRAPH} 0 R 303 0 R`),
})

describe('tags', () => {
  test('a comment tagged as the document is: valid', async () => {
    expect(said(await judged(certified, { ...withTag(), [PAGE]: now => onPage(now).replace('/Type /Page', '/Tabs /S /Type /Page') }))).toBe('valid: comment tags')
  })

  test('a signature field tagged as the document is: valid where nothing forbids the field', async () => {
    const field: Edits = { ...withTag(TAG.replace('/Annot', '/Form')), [CATALOG]: now => now.replace('/Fields [', '/Fields [300 0 R '), 300: `<</Type /Annot /Subtype /Widget /FT /Sig /T (cho-ky) /F 132 /P ${PAGE} 0 R /Rect [0 0 0 0] /StructParent 1>>` }
    expect(said(await judged(approved, field))).toBe('valid: signature-added tags')
    const strict = await judged(await makeSignedPdf(tagged, leader, { certify: 1 }), field)
    expect([strict.verdict, strict.changesAfter]).toEqual(['invalid', 'suspicious'])
  })

  test('the tree spread over nodes anew, the same otherwise: valid', async () => {
    expect(said(await judged(certified, { ...withTag(), [PARENTS]: '<</Kids [304 0 R 305 0 R]>>', 304: `<</Limits [0 0] /Nums [0 [${PARAGRAPH} 0 R]]>>`, 305: '<</Limits [1 1] /Nums [1 303 0 R]>>' }))).toBe('valid: comment tags')
  })

  test.each<[string, Edits]>([
    ['a paragraph read as something else', { ...withTag(), [PARAGRAPH]: now => now.replace('/K 0', '/K 0 /ActualText (Chi 900 dong)') }],
    ['a paragraph no longer read', { ...withTag(), [SECTION]: now => now.replace(`[${PARAGRAPH} 0 R`, '[303 0 R') }],
    ['a new tag that says something itself', withTag(TAG.replace('/Annot', '/Annot /ActualText (Chi 900 dong)'))],
    ['a new tag of a paragraph\'s kind', withTag(TAG.replace('/Annot', '/P'))],
    ['a new tag that reads the page again', withTag(TAG.replace('<</Type /OBJR /Obj 300 0 R>>', '0'))],
    ['a new tag over something that was there', withTag(TAG.replace('300 0 R', `${NOTE} 0 R`))],
    ['the piece of a page under another paragraph', { ...withTag(), [PARENTS]: now => now.replace(`[${PARAGRAPH} 0 R]`, '[303 0 R]').replace('[0 ', '[1 303 0 R 0 ') }],
    ['other roles', { ...withTag(), [ROOT]: now => now.replace('/ParentTreeNextKey 1', '/ParentTreeNextKey 2 /RoleMap <</P /Artifact>>') }],
    ['a number twice in the tree', { ...withTag(), [PARENTS]: now => now.replace('[0 ', `[0 [303 0 R] 0 `) }],
    ['the tags taken away', { ...withTag(), [CATALOG]: now => now.replace(`/StructTreeRoot ${ROOT} 0 R`, '') }],
  ])('%s: not judged', async (_, edits) => {
    const one = await judged(certified, edits)
    expect([one.verdict, one.changesAfter]).toEqual(['indeterminate', 'unknown'])
    expect(one.laterChanges.map(change => change.rule)).toContain('structure')
  })
})
