import { INK, type Mark, type Size } from '../pdf/drawing.ts'
import { type ActScene, lettersOf, POINTS_PER_MM } from './act.ts'
import { inside } from './decide-placement.ts'
import type { DocumentView } from './document-view.ts'
import { fitText, heightOf, linesAt } from './fit-text.ts'
import type { Placement } from './signing-wish.ts'
import { printable, wrapText } from '../pdf/text-layout.ts'

/** NĐ 30/2020, Phụ lục I: Times New Roman, upright, 10 pt, black. Smaller only where somebody made the field too small. */
const SET = { face: 'regular', ink: INK.black, largest: 10, smallest: 7 } as const
const WIDEST = 185
const PAD = 1
/** From the paper's edges, inside the margins that the annex sets for the text (right 15–20 mm, top 20–25 mm). */
const [RIGHT, TOP, LEAST_TOP] = [15 * POINTS_PER_MM, 8 * POINTS_PER_MM, 3 * POINTS_PER_MM]

/** Góc trên, bên phải, trang đầu: as large as the lines are. */
export function cornerPlace({ pages }: DocumentView, scene: ActScene, lines: readonly string[]): Placement {
  const type = lettersOf(scene)
  const wrapped = wrapText(type, printable(type, lines.join('\n')), { face: SET.face, size: SET.largest, width: WIDEST })
  const width = Math.max(...wrapped.map(line => type.widthOf(SET.face, SET.largest, line))) + PAD * 2
  const height = heightOf(wrapped.length, SET.largest) + PAD * 2
  const [page] = pages
  if (page === undefined) return { page: 1, rect: [0, 0, width, height] }
  const right = page.width - RIGHT
  // Quốc hiệu stands right below: a third line goes up rather than over it.
  const head = Math.max(0, ...page.lines.filter(line => line.rect[2] > right - width && line.rect[0] < right).map(line => line.rect[3]))
  const top = Math.min(page.height - LEAST_TOP, Math.max(page.height - TOP, head + height))
  return { page: page.page, rect: inside(page, [right - width, top - height, right, top]) }
}

export function drawCorner(scene: ActScene, lines: readonly string[], room: Size): Mark[] {
  const wish = { ...SET, text: lines.join('\n'), type: lettersOf(scene) }
  const width = room.width - PAD * 2
  const fitted = fitText(wish.type, wish, { width, height: room.height - PAD * 2 })
  return linesAt(fitted, wish, { left: PAD, top: room.height - PAD, width, align: 'left' })
}
