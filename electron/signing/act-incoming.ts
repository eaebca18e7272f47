import { ProblemError } from '../../shared/problem.ts'
import { isCalendarDate } from '../../shared/model/vietnam-time.ts'
import { INK, type Mark, type Size } from '../pdf/drawing.ts'
import type { Rect } from '../pdf/geometry.ts'
import type { Typeface } from '../pdf/font-face.ts'
import { printable } from '../pdf/text-layout.ts'
import { type Act, type ActScene, lettersOf, POINTS_PER_MM } from './act.ts'
import { fitText, type FittedText, heightOf, linesAt, type TextWish } from './fit-text.ts'
import { placeInZones, placeNear, type Zone } from './place-free.ts'

/** NĐ 30/2020, Phụ lục IV: the stamp is 50 mm wide. Its lines for handwriting (Chuyển, hồ sơ) are in the System here. */
const SIZES: readonly Size[] = [{ width: 50, height: 21 }, { width: 45, height: 19 }, { width: 40, height: 17 }, { width: 35, height: 15 }].map(({ width, height }) => ({ width: width * POINTS_PER_MM, height: height * POINTS_PER_MM }))
const ink = INK.stamp

/**
 * Dấu "ĐẾN" (NĐ 30/2020, Điều 22 and Phụ lục IV): agency, số đến, ngày đến, in the free space below number and notation
 * (of a letter: below its subject, which stands there) or below the date; else in the free place nearest to them.
 */
export const incoming: Act = {
  check({ number, date }) {
    if (number === undefined || number.trim() === '') throw new ProblemError('signing.number-missing', { what: 'number' })
    if (date === undefined || !isCalendarDate(date)) throw new ProblemError('signing.number-missing', { what: 'date' })
  },
  printsText: () => true,
  looksAt: 'first-page',
  place({ pages: [page] }) {
    const [size] = SIZES
    if (page === undefined || size === undefined) return { page: 1, rect: [0, 0, 142, 60] }
    const number = page.lines.find(line => /^số\s*:/iu.test(line.text.normalize('NFC').trim()) && line.rect[0] < page.width / 2)
    const date = page.lines.find(line => /ngày .*tháng .*năm/iu.test(line.text.normalize('NFC')) && line.rect[2] > page.width / 2)
    const below: readonly [number, number] = number === undefined ? [56, page.height - 110] : [Math.max(17, (number.rect[0] + number.rect[2] - size.width) / 2), number.rect[1] - 6]
    const zones = [...number === undefined ? [] : [zoneBelow(number.rect, below, [0, page.width * 0.55])], ...date === undefined ? [] : [zoneBelow(date.rect, [date.rect[0], date.rect[1] - 6], [page.width * 0.5, page.width])]]
    return { page: page.page, rect: placeInZones(page, SIZES, zones) ?? placeNear(page, SIZES, below) }
  },
  draw: drawStamp,
}

/** The head of a paper ends here: what is free further down is another place. */
const HEAD_HEIGHT = 130

function zoneBelow([, bottom]: Rect, corner: Zone['corner'], [left, right]: readonly [number, number]): Zone {
  return { zone: [left, bottom - HEAD_HEIGHT, right, bottom], corner }
}

function drawStamp(scene: ActScene, { width, height }: Size): Mark[] {
  const type = lettersOf(scene)
  const { words, signer } = scene
  const unit = height / 60
  const [edge, head] = [0.6 * unit + 0.3, height * 0.34]
  const split = width * 0.36
  const name = { text: (words.agency ?? signer.agency).toLocaleUpperCase('vi'), face: 'bold', ink, largest: 8.5 * unit, smallest: 3.5, type } as const
  const room = { width: width - 8 * unit, height: head - 3 * unit }
  const named = oneLine(type, name, room) ?? fitText(type, name, room)
  const word = { text: 'ĐẾN', face: 'bold', ink, largest: 17 * unit, smallest: 4, type } as const
  const big = fitText(type, word, { width: split - 6 * unit, height: height - head - 4 * unit })
  const rows = [`Số: ${(words.number ?? '').trim()}`, `Ngày: ${(words.date ?? '').split('-').toReversed().join('/')}`].map(text => ({ text, face: 'regular', ink, largest: 11 * unit, smallest: 4, type } as const))
  const row = (height - head) / 2
  return [
    { kind: 'frame', rect: [edge, edge, width - edge, height - edge], width: 1.2 * unit, ink },
    { kind: 'line', from: [edge, height - head], to: [width - edge, height - head], width: 0.6 * unit, ink },
    { kind: 'line', from: [split, edge], to: [split, height - head], width: 0.6 * unit, ink },
    ...linesAt(named, name, { left: 4 * unit, top: height - (head - named.height) / 2 - 0.5 * unit, width: width - 8 * unit, align: 'centre' }),
    ...linesAt(big, word, { left: 0, top: (height - head + big.height) / 2, width: split, align: 'centre' }),
    ...rows.flatMap((wish, index) => {
      const fitted = fitText(type, wish, { width: width - split - 8 * unit, height: row - unit })
      return linesAt(fitted, wish, { left: split + 5 * unit, top: height - head - row * index - (row - fitted.height) / 2, width: width - split - 8 * unit, align: 'left' })
    }),
  ]
}

/** A long name in one smaller line reads better than in two; null where it would get too small. */
function oneLine(type: Typeface, wish: TextWish, { width }: Size): FittedText | null {
  const text = printable(type, wish.text)
  const size = Math.min(wish.largest, wish.largest * width / type.widthOf(wish.face, wish.largest, text))
  return size < wish.largest * 0.72 ? null : { size, lines: [text], height: heightOf(1, size), width }
}
