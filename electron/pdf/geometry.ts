import { damaged } from './limits.ts'
import { isArray, type PdfObject } from './objects.ts'
import type { PdfFile } from './open.ts'
import type { PdfPage } from './pages.ts'

/** [left, bottom, right, top] in points, left ≤ right and bottom ≤ top. */
export type Rect = readonly [number, number, number, number]
export type Rotation = 0 | 90 | 180 | 270

/**
 * What a page's coordinates mean. `box` is the visible rectangle (CropBox within MediaBox) in user space; `width` and
 * `height` are the page as displayed, after rotation, in points of 1/72 inch (UserUnit applied).
 */
export interface PageGeometry {
  readonly box: Rect
  readonly rotation: Rotation
  readonly userUnit: number
  readonly width: number
  readonly height: number
}

/** US Letter, which ISO 32000 tells nobody to assume and every reader assumes for a page without MediaBox. */
const FALLBACK_BOX: Rect = [0, 0, 612, 792]

export async function pageGeometry(file: PdfFile, page: PdfPage): Promise<PageGeometry> {
  const media = await rectOf(file, page.inherited.get('MediaBox')) ?? FALLBACK_BOX
  const crop = await rectOf(file, page.inherited.get('CropBox'))
  // ISO 32000-2 §14.11.2.1: a crop box reaches no further than the medium.
  const box = crop === null ? media : intersection(crop, media) ?? media
  const turned = page.inherited.get('Rotate')
  const rotation = rotationOf(typeof turned === 'number' ? turned : 0)
  const unit = await file.resolve(page.dict.get('UserUnit'))
  const userUnit = typeof unit === 'number' && unit > 0 ? unit : 1
  const across = (box[2] - box[0]) * userUnit
  const up = (box[3] - box[1]) * userUnit
  return { box, rotation, userUnit, width: rotation % 180 === 0 ? across : up, height: rotation % 180 === 0 ? up : across }
}

/** A rectangle of the page as displayed (points, origin lower left) in the page's own user space. */
export function toUserSpace(geometry: PageGeometry, [left, bottom, right, top]: Rect): Rect {
  return normalised([...userPoint(geometry, left, bottom), ...userPoint(geometry, right, top)])
}

/** The inverse: where a user-space rectangle shows on the page as displayed. */
export function toDisplaySpace(geometry: PageGeometry, [left, bottom, right, top]: Rect): Rect {
  return normalised([...displayPoint(geometry, left, bottom), ...displayPoint(geometry, right, top)])
}

/** How much room a user-space rectangle gives on the page as displayed, in points. */
export function roomOf({ rotation, userUnit }: PageGeometry, rect: Rect): { readonly width: number; readonly height: number } {
  const [across, up] = [(rect[2] - rect[0]) * userUnit, (rect[3] - rect[1]) * userUnit]
  return rotation % 180 === 0 ? { width: across, height: up } : { width: up, height: across }
}

/** True when the rectangle has an area and lies on the page as displayed (half a point of rounding allowed). */
export function isOnPage({ width, height }: PageGeometry, [left, bottom, right, top]: Rect): boolean {
  const slack = 0.5
  return right > left && top > bottom && left >= -slack && bottom >= -slack && right <= width + slack && top <= height + slack
}

/** Four numbers as a rectangle; null when the object is none. */
export async function rectOf(file: PdfFile, object: PdfObject | undefined): Promise<Rect | null> {
  const array = await file.resolve(object)
  if (array === null) return null
  // Readers take the first four of more.
  if (!isArray(array) || array.length < 4) throw damaged('rectangle')
  const numbers: number[] = []
  for (const item of array.slice(0, 4)) {
    const number = await file.resolve(item)
    if (typeof number !== 'number') throw damaged('rectangle')
    numbers.push(number)
  }
  return normalised(numbers)
}

/** Rotate turns the page clockwise when shown (ISO 32000-2 Table 31), so a shown point turns back counterclockwise. */
function userPoint({ box, rotation, userUnit, width, height }: PageGeometry, x: number, y: number): [number, number] {
  const [left, bottom] = box
  const turned: Record<Rotation, [number, number]> = { 0: [x, y], 90: [height - y, x], 180: [width - x, height - y], 270: [y, width - x] }
  const [across, up] = turned[rotation]
  return [left + across / userUnit, bottom + up / userUnit]
}

function displayPoint({ box, rotation, userUnit, width, height }: PageGeometry, x: number, y: number): [number, number] {
  const across = (x - box[0]) * userUnit
  const up = (y - box[1]) * userUnit
  const turned: Record<Rotation, [number, number]> = { 0: [across, up], 90: [up, height - across], 180: [width - across, height - up], 270: [width - up, across] }
  return turned[rotation]
}

function rotationOf(degrees: number): Rotation {
  const turned = ((degrees % 360) + 360) % 360
  return turned === 90 || turned === 180 || turned === 270 ? turned : 0
}

function intersection(a: Rect, b: Rect): Rect | null {
  const rect: Rect = [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])]
  return rect[2] > rect[0] && rect[3] > rect[1] ? rect : null
}

function normalised([x1 = 0, y1 = 0, x2 = 0, y2 = 0]: readonly number[]): Rect {
  return [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)]
}

/** The box of points; of none an empty one, turned inside out. */
export function around(points: readonly (readonly [number, number])[]): Rect {
  const rect: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of points) {
    rect[0] = Math.min(rect[0], x)
    rect[1] = Math.min(rect[1], y)
    rect[2] = Math.max(rect[2], x)
    rect[3] = Math.max(rect[3], y)
  }
  return rect
}
