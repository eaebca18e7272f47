import type { Placement } from '../../../shared/contract/signing.ts'

/** Where the officer put a stamp: the upper left corner stays while its size follows its words. Pure. */
export function placeOf(proposed: Placement | null, moved: Placement | undefined): Placement | null {
  if (proposed === null || moved === undefined) return proposed
  const [left, bottom, right, top] = proposed.rect
  const [x, , , y] = moved.rect
  return { page: moved.page, rect: [x, y - (top - bottom), x + right - left, y] }
}

/** How far a stamp was moved from what was proposed; undefined where it was not, or went to another page. Pure. */
export function shiftOf(proposed: Placement | null, place: Placement | null): { dx: number; dy: number } | undefined {
  if (proposed === null || place === null || proposed.page !== place.page) return undefined
  const [dx, dy] = [place.rect[0] - proposed.rect[0], place.rect[3] - proposed.rect[3]]
  return dx === 0 && dy === 0 ? undefined : { dx, dy }
}
