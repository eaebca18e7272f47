import { beforeAll, describe, expect, test } from 'vitest'
import { loadTypeface, type Typeface } from '../../../electron/pdf/font-face.ts'
import type { Rect } from '../../../electron/pdf/geometry.ts'
import type { TextPiece } from '../../../electron/pdf/page-text.ts'
import { decodePng } from '../../../electron/pdf/png.ts'
import { pngWidthMm } from '../../../electron/pdf/png-size.ts'
import { printable, wrapText } from '../../../electron/pdf/text-layout.ts'
import { incoming } from '../../../electron/signing/act-incoming.ts'
import { issue, sealBeside, sealSize } from '../../../electron/signing/act-issue.ts'
import { agencyOfCertificate } from '../../../electron/signing/agency-name.ts'
import type { ActScene } from '../../../electron/signing/act.ts'
import { decidePreparedPlaces } from '../../../electron/signing/decide-prepared-places.ts'
import { fillDate, fillNumber } from '../../../electron/signing/fill-words.ts'
import { findDateLine, findNumberGap } from '../../../electron/signing/find-gaps.ts'
import { placeNear } from '../../../electron/signing/place-free.ts'
import { writtenLines } from '../../../electron/signing/written-line.ts'
import { makeSquarePng } from '../../helpers/make-png.ts'

const made: { type: Typeface | null } = { type: null }
const type = (): Typeface => made.type ?? (() => { throw new Error('not loaded') })()
beforeAll(async () => { made.type = await loadTypeface() })

/** A line as a writer puts it down: as wide as Times would be. */
const piece = (text: string, left: number, baseline: number): TextPiece => ({ text, rect: [left, baseline, left + type().widthOf('regular', 13, text), baseline + 13] })
const linesOf = (...pieces: readonly TextPiece[]) => writtenLines(pieces, type())
const drawn = (filling: ReturnType<typeof fillDate>, rect: Rect) => filling.draw({ width: rect[2] - rect[0], height: rect[3] - rect[1] }).map(mark => mark.kind === 'text' ? mark.text : mark.kind)

describe('gaps of a paper', () => {
  test.each(['Số:        /SNV-VP', 'Số: ……/SNV-VP', 'SỐ:  ..../QĐ-UBND', 'Số:'.normalize('NFD')])('the number goes into "%s"', text => {
    expect(findNumberGap(linesOf(piece(text, 100, 700)))?.baseline).toBe(700)
  })
  test.each(['Số: 12/SNV-VP', 'Theo số:  /x', 'Số lượng:  /x'])('nothing goes into "%s"', text => {
    expect(findNumberGap(linesOf(piece(text, 100, 700)))).toBeNull()
  })

  test('the gap ends where the notation begins, also when the writer set it in pieces', () => {
    const whole = findNumberGap(linesOf(piece('Số:        /SNV-VP', 100, 700)))
    expect(whole?.left).toBeCloseTo(100 + type().widthOf('regular', 13, 'Số:'), 1)
    expect(whole?.right).toBeCloseTo(100 + type().widthOf('regular', 13, 'Số:        '), 1)
    expect(findNumberGap(linesOf(piece('/SNV-VP', 180, 700), piece('Số:', 100, 700.5)))?.right).toBeCloseTo(180, 1)
  })

  test.each<[string, readonly boolean[] | null]>([
    ['Thử, ngày      tháng      năm 2026', [true, true, false]], ['ngày     tháng 11 năm 2026', [true, false, false]], ['Thử, ngày … tháng … năm …', [true, true, true]],
    ['Thử, ngày 3 tháng 11 năm 2026', null], ['Căn cứ kế hoạch năm 2026', null],
  ])('"%s" leaves open: day, month, year %j', (text, open) => {
    const line = findDateLine(linesOf(piece(text, 300, 700)))
    expect(line === null ? null : [line.day, line.month, line.year].map(gap => gap !== null)).toEqual(open)
  })
})

describe('what is filled in', () => {
  const rect: Rect = [100, 696, 200, 714]
  test.each([['7', '07'], ['12', '12'], ['07', '07'], ['487/SNV-VP', '487'], [' 5 ', '05'], ['101a', '101a']])('number %s before a printed notation is written %s', (number, written) => {
    const filling = fillNumber(number, { rect, lines: linesOf(piece('Số:        /SNV-VP', 100, 700)), type: type() })
    expect([filling.value, drawn(filling, rect)]).toEqual([written, [written]])
  })

  test('the number stands close to the notation, on its baseline', () => {
    const lines = linesOf(piece('Số:        /SNV-VP', 100, 700))
    const [mark] = fillNumber('12', { rect, lines, type: type() }).draw({ width: 100, height: 18 })
    if (mark?.kind !== 'text') throw new Error('nothing was drawn')
    expect(mark.at[1]).toBeCloseTo(4, 1)
    expect(mark.at[0] + type().widthOf('regular', mark.size, '12') + rect[0]).toBeCloseTo(findNumberGap(lines)?.right ?? 0, 1)
  })

  test('with the notation where none is printed', () => {
    expect(fillNumber('7/SNV-VP', { rect, lines: [], type: type() }).value).toBe('07/SNV-VP')
  })

  test.each([['2026-02-03', 'ngày 03 tháng 02 năm 2026'], ['2026-11-24', 'ngày 24 tháng 11 năm 2026'], ['2026-03-31', 'ngày 31 tháng 3 năm 2026']])('%s is %s', (date, words) => {
    const filling = fillDate(date, { rect: [300, 696, 520, 714], lines: [], type: type() })
    expect([filling.value, drawn(filling, [300, 696, 520, 714])]).toEqual([words, [words]])
  })

  test('words that are printed are not printed again', () => {
    const line = piece('Thử, ngày      tháng      năm 2026', 300, 700)
    const around: Rect = [320, 696, line.rect[2], 714]
    const filling = fillDate('2026-02-03', { rect: around, lines: linesOf(line), type: type() })
    expect([filling.value, drawn(filling, around)]).toEqual(['ngày 03 tháng 02 năm 2026', ['03', '02']])
  })

  test('a field too small for its number is refused, not filled in part', () => {
    expect(() => fillNumber('123456789', { rect: [100, 696, 112, 714], lines: [], type: type() }).draw({ width: 12, height: 18 })).toThrow(expect.objectContaining({ code: 'signing.text-too-long' }) as Error)
  })
})

test.each([
  ['Sở Nội vụ tỉnh Thử', 'UBND tỉnh Thử', 'Sở Nội vụ tỉnh Thử'], ['ỦY BAN NHÂN DÂN PHƯỜNG A', '', 'ỦY BAN NHÂN DÂN PHƯỜNG A'], ['Nguyễn Văn Ân', 'Sở Nội vụ', 'Sở Nội vụ'], ['Bùi Sở', 'Phòng Hành chính, Sở Nội vụ', 'Phòng Hành chính, Sở Nội vụ'], ['Ân', '', 'Ân'],
])('a certificate of %s, organisation %s, stands for the agency %s', (name, agency, expected) => {
  expect(agencyOfCertificate({ name: name.normalize('NFD'), agency }).normalize('NFC')).toBe(expected)
})

describe('places', () => {
  const head = { page: 1, width: 595, height: 842, lines: [] }
  test('the four fields by the text; what is given goes before what is found', () => {
    const lines = linesOf(piece('Số:        /SNV-VP', 100, 700), piece('Thử, ngày      tháng      năm 2026', 330, 700))
    const signer = { text: 'Nguyễn Văn Ân', rect: [380, 200, 480, 214] as const }
    const places = decidePreparedPlaces({ head, lines, pages: [{ ...head, page: 3, lines: [signer] }], signerName: 'Nguyễn Văn Ân' }, { number: { page: 2, rect: [1, 2, 3, 4] } })
    expect([places.number.page, places.date.page, places.signature.page, places.seal.page]).toEqual([2, 1, 3, 3])
    expect(places.signature.rect[1]).toBe(216)
    expect(places.seal.rect[2] - places.seal.rect[0]).toBeCloseTo(36 / 25.4 * 72, 5)
  })

  test('a seal reaches over a third of the signature from its left, whatever their sizes', () => {
    const rect = sealBeside([300, 100, 390, 160], { width: 80, height: 80 })
    expect(rect).toEqual([250, 90, 330, 170])
  })

  test('the seal is as wide as it is on paper, however many pixels it has', () => {
    const picture = decodePng(makeSquarePng(60))
    expect(sealSize({ picture, pictureMm: 36 }).width).toBeCloseTo(102.05, 2)
    const [mark] = issue.draw({ words: {}, atMs: 0, signer: { name: '', agency: '' }, picture, pictureMm: 20, type: null } satisfies ActScene, { width: 300, height: 300 })
    expect(mark?.kind === 'picture' ? mark.rect[2] - mark.rect[0] : 0).toBeCloseTo(20 / 25.4 * 72, 2)
    expect([pngWidthMm(makeSquarePng(850, 23_622)), pngWidthMm(makeSquarePng(10)), pngWidthMm(Buffer.from('GIF'))]).toEqual([expect.closeTo(35.98, 2), null, null])
  })

  test('free room nearest to what was wished; the wish itself where the page is full', () => {
    const page = { ...head, pieces: [], taken: [[0, 400, 595, 842]] as Rect[] }
    expect(placeNear(page, [{ width: 100, height: 50 }], [60, 700])[3]).toBeLessThan(400)
    expect(placeNear({ ...page, taken: [[0, 0, 595, 842]] }, [{ width: 100, height: 50 }], [60, 700])).toEqual([60, 650, 160, 700])
    expect(placeNear({ ...page, width: 1e9, height: 1e9 }, [{ width: 100, height: 50 }], [60, 300])).toHaveLength(4)
  })

  // Heads of papers as they come: what stands in them, and where the stamp of arrival goes (NĐ 30/2020, Phụ lục IV).
  const HEAD: readonly (readonly [string, Rect])[] = [['SỞ TÀI CHÍNH', [106, 766, 228, 779]], ['Số: 64/BC-STC', [119, 742, 215, 755]], ['Hà Châu, ngày 18 tháng 11 năm 2026', [318, 740, 537, 753]], ['Kính gửi: Sở Nội vụ.', [135, 645, 336, 659]], ['Thực hiện Quyết định số 2328/QĐ-UBND của Ủy ban', [85, 616, 553, 630]], ['Nơi nhận:', [85, 300, 140, 312]]]
  test.each<[string, readonly (readonly [string, Rect])[], readonly Rect[], Rect]>([
    ['below number and notation, beside a short title', [['BÁO CÁO', [287, 712, 351, 726]]], [], [0, 630, 287, 742]],
    ['smaller, where a long title leaves little', [['BÁO CÁO', [287, 712, 351, 726]], ['Kết quả thực hiện công tác cải cách hành chính quý IV', [124, 693, 514, 707]]], [], [0, 630, 595, 742]],
    ['below the date of a letter whose subject stands below its number', [['V/v xin ý kiến về danh mục vị trí việc làm', [65, 726, 269, 738]], ['và cơ cấu ngạch công chức năm 2027', [77, 697, 257, 723]]], [], [298, 630, 595, 740]],
    ['not over a drawing, a picture or another stamp either', [['BÁO CÁO', [287, 712, 351, 726]]], [[20, 650, 280, 738]], [280, 630, 595, 740]],
  ])('the stamp of arrival goes %s', (_, title, taken, within) => {
    const lines = [...HEAD, ...title].map(([text, rect]) => ({ text, rect }))
    const { page, rect } = incoming.place({ pages: [{ page: 1, width: 595, height: 842, lines, pieces: [], taken }], signature: null }, {} as ActScene)
    expect([page, rect[0] >= within[0], rect[1] >= within[1], rect[2] <= within[2], rect[3] <= within[3]]).toEqual([1, true, true, true, true])
    for (const other of [...lines.map(line => line.rect), ...taken]) expect(rect[0] < other[2] && rect[2] > other[0] && rect[1] < other[3] && rect[3] > other[1]).toBe(false)
  })
})

describe('text', () => {
  test('is composed before it is set, with plain spaces', () => {
    expect(printable(type(), 'Ngưỡng\u00a0Nguyễn\tẴ'.normalize('NFD'))).toBe('Ngưỡng Nguyễn Ẵ')
  })

  test('is broken between words, inside a word only where it is wider than a line, and keeps its own line breaks', () => {
    const lines = wrapText(type(), 'Giao Văn phòng\n\nNghiêngnghiêngnghiêngnghiêng', { face: 'regular', size: 10, width: 60 })
    expect(lines.slice(0, 3)).toEqual(['Giao Văn', 'phòng', ''])
    expect([lines.slice(3).join(''), lines.every(line => type().widthOf('regular', 10, line) <= 60)]).toEqual(['Nghiêngnghiêngnghiêngnghiêng', true])
  })

  test('every letter of Vietnamese has its outline in every face', () => {
    const letters = 'aăâbcdđeêghiklmnoôơpqrstuưvxy'.split('').flatMap(letter => ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'].map(mark => (letter + mark).normalize('NFC'))).filter(letter => letter.length === 1)
    for (const face of ['regular', 'bold', 'italic'] as const) for (const letter of letters.flatMap(one => [one, one.toUpperCase()])) expect(type().outlineOf(face, letter).path).toMatch(/^M/)
    expect(type().missingLetter(letters.join(''))).toBeNull()
  })
})
