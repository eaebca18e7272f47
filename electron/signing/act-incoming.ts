import { ProblemError } from '../../shared/problem.ts'
import { isCalendarDate } from '../../shared/model/vietnam-time.ts'
import { INK, type Mark, type Size } from '../pdf/drawing.ts'
import type { Typeface } from '../pdf/font-face.ts'
import { printable } from '../pdf/text-layout.ts'
import { type Act, type ActScene, lettersOf, POINTS_PER_MM } from './act.ts'
import { fitText, type FittedText, heightOf, linesAt, type TextWish } from './fit-text.ts'
import { placeNear } from './place-free.ts'

/** NĐ 30/2020, Phụ lục IV: the stamp is 50 mm wide. Its lines for handwriting (Chuyển, hồ sơ) are in the System here. */
const SIZES: readonly Size[] = [{ width: 50, height: 21 }, { width: 45, height: 19 }, { width: 40, height: 17 }].map(({ width, height }) => ({ width: width * POINTS_PER_MM, height: height * POINTS_PER_MM }))
const ink = INK.stamp

/** Dấu "ĐẾN": agency, số đến, ngày đến, below number and notation of the paper or in the free place nearest to it. */
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
    const corner: readonly [number, number] = number === undefined ? [56, page.height - 110] : [Math.max(17, (number.rect[0] + number.rect[2] - size.width) / 2), number.rect[1] - 6]
    return { page: page.page, rect: placeNear(page, SIZES, corner) }
  },
  draw: drawStamp,
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
