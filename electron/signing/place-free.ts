import type { Size } from '../pdf/drawing.ts'
import type { Rect } from '../pdf/geometry.ts'
import type { PageView } from './document-view.ts'
import { inside } from './decide-placement.ts'

/** Points between places tried, and kept free around what is put there. */
const STEP = 6
const AIR = 6
/** In the head of a page there is less room, and every point of it counts. */
const FINE_STEP = 2
const AIRS = [8, 4]
/** A printer leaves this much of the paper's edge blank. */
const EDGE = 17

/** Where on a page something belongs: inside the zone, as near to the corner (upper left) as it is free. */
export interface Zone { readonly zone: Rect; readonly corner: readonly [left: number, top: number] }

/** The free place for the largest of the sizes that any zone has room for, the first zone before the others; null where none has. */
export function placeInZones(page: PageView, sizes: readonly Size[], zones: readonly Zone[]): Rect | null {
  const taken = takenOn(page)
  const clipped = zones.map(({ zone: [left, bottom, right, top], corner }): Zone => (
    { zone: [Math.max(left, EDGE), Math.max(bottom, EDGE), Math.min(right, page.width - EDGE), Math.min(top, page.height - EDGE)], corner }))
  for (const { size, air, zone, corner } of sizes.flatMap(size => AIRS.flatMap(air => clipped.map(each => ({ ...each, size, air }))))) {
    const found = nearestFree(placesFor(zone, size, corner, FINE_STEP), taken, air)
    if (found !== null) return found
  }
  return null
}

/**
 * The free place nearest to the wished one (its upper left corner), for the first of the sizes that has any; where the
 * page is full, the wished place itself.
 */
export function placeNear(page: PageView, sizes: readonly Size[], corner: readonly [left: number, top: number]): Rect {
  const taken = takenOn(page)
  for (const size of sizes) {
    const found = nearestFree(placesFor([EDGE, EDGE, page.width - EDGE, page.height - EDGE], size, corner, STEP), taken, AIR)
    if (found !== null) return found
  }
  const { width, height } = sizes[0] ?? { width: 100, height: 40 }
  return inside(page, [corner[0], corner[1] - height, corner[0] + width, corner[1]])
}

/** A page of more lines, notes and pictures than this leaves no place that anybody would call free, and each is held against thousands of places. */
const MOST_TAKEN = 2_000

function takenOn(page: PageView): Rect[] { return [...page.lines.map(line => line.rect), ...page.taken].slice(0, MOST_TAKEN) }

interface Candidate { readonly rect: Rect; readonly distance: number }

function nearestFree(places: readonly Candidate[], taken: readonly Rect[], air: number): Rect | null {
  return places.toSorted((a, b) => a.distance - b.distance).find(({ rect }) => !taken.some(other => touches(rect, other, air)))?.rect ?? null
}

function placesFor([left, bottom, right, top]: Rect, { width, height }: Size, corner: readonly [number, number], step: number): Candidate[] {
  const across = stepsBetween(left, right - width, step)
  const up = stepsBetween(bottom, top - height, step)
  return up.flatMap(low => across.map(x => ({
    rect: [x, low, x + width, low + height] as const, distance: Math.hypot(x - corner[0], low + height - corner[1]),
  })))
}

/** At most a few hundred, however large the page claims to be. */
function stepsBetween(from: number, to: number, wished: number): number[] {
  const step = Math.max(wished, (to - from) / 200)
  return to < from ? [] : Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step)
}

function touches(a: Rect, b: Rect, air: number): boolean {
  return a[0] < b[2] + air && a[2] > b[0] - air && a[1] < b[3] + air && a[3] > b[1] - air
}
