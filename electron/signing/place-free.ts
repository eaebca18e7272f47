import type { Size } from '../pdf/drawing.ts'
import type { Rect } from '../pdf/geometry.ts'
import type { PageView } from './document-view.ts'
import { inside } from './decide-placement.ts'

/** Points between places tried, and kept free around what is put there. */
const STEP = 6
const AIR = 6
/** A printer leaves this much of the paper's edge blank. */
const EDGE = 17

/**
 * The free place nearest to the wished one (its upper left corner), for the first of the sizes that has any; where the
 * page is full, the wished place itself.
 */
export function placeNear(page: PageView, sizes: readonly Size[], corner: readonly [left: number, top: number]): Rect {
  const taken = [...page.lines.map(line => line.rect), ...page.taken]
  for (const size of sizes) {
    const [nearest] = placesFor(page, size, corner)
      .toSorted((a, b) => a.distance - b.distance)
      .filter(({ rect }) => !taken.some(other => touches(rect, other)))
    if (nearest !== undefined) return nearest.rect
  }
  const { width, height } = sizes[0] ?? { width: 100, height: 40 }
  return inside(page, [corner[0], corner[1] - height, corner[0] + width, corner[1]])
}

interface Candidate { readonly rect: Rect; readonly distance: number }

function placesFor(page: PageView, { width, height }: Size, corner: readonly [number, number]): Candidate[] {
  const across = stepsBetween(EDGE, page.width - EDGE - width)
  const up = stepsBetween(EDGE, page.height - EDGE - height)
  return up.flatMap(bottom => across.map(left => ({
    rect: [left, bottom, left + width, bottom + height] as const, distance: Math.hypot(left - corner[0], bottom + height - corner[1]),
  })))
}

/** At most a few hundred, however large the page claims to be. */
function stepsBetween(from: number, to: number): number[] {
  const step = Math.max(STEP, (to - from) / 200)
  return to < from ? [] : Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step)
}

function touches(a: Rect, b: Rect): boolean {
  return a[0] < b[2] + AIR && a[2] > b[0] - AIR && a[1] < b[3] + AIR && a[3] > b[1] - AIR
}
