import { isCalendarDate } from '../../shared/model/vietnam-time.ts'
import { ProblemError } from '../../shared/problem.ts'
import { type Mark, pictureIn, type Size } from '../pdf/drawing.ts'
import type { Rect } from '../pdf/geometry.ts'
import { type Act, type ActScene, POINTS_PER_MM } from './act.ts'
import { decidePlacement, inside } from './decide-placement.ts'

/** Dấu cơ quan (NĐ 30/2020, Phụ lục I mục II.8): red, at its real size, about a third over the leader's signature on its left; image only. */
export const issue: Act = {
  check({ number, date }) {
    if (number === undefined || number.trim() === '') throw new ProblemError('signing.number-missing', { what: 'number' })
    if (date === undefined || !isCalendarDate(date)) throw new ProblemError('signing.number-missing', { what: 'date' })
  },
  // The number and the date, in their fields.
  printsText: () => true,
  looksAt: 'last-pages',
  place({ pages, signature }, scene) {
    const beside = signature ?? decidePlacement(pages, undefined)
    const page = pages.find(one => one.page === beside.page) ?? { ...beside, width: Infinity, height: Infinity, lines: [] }
    return { page: beside.page, rect: inside(page, sealBeside(beside.rect, sealSize(scene))) }
  },
  draw: ({ picture, pictureMm }, room): Mark[] => picture === null ? [] : [pictureIn(picture, room, { width: pictureMm * POINTS_PER_MM, height: Infinity })],
}

/** The seal's size on paper in points. */
export function sealSize({ picture, pictureMm }: Pick<ActScene, 'picture' | 'pictureMm'>): Size {
  const width = pictureMm * POINTS_PER_MM
  return { width, height: picture === null ? width : width * picture.height / picture.width }
}

/** Left of the signature, reaching over a third of it, level with its middle. */
export function sealBeside([left, bottom, right, top]: Rect, { width, height }: Size): Rect {
  const edge = left + (right - left) / 3
  const middle = (bottom + top) / 2
  return [edge - width, middle - height / 2, edge, middle + height / 2]
}
