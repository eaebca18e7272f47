import type { Ink, Mark, Size } from '../pdf/drawing.ts'
import type { Typeface } from '../pdf/font-face.ts'

/** A mark for a screen: outlines and lines in points of its own rectangle, origin upper left, as SVG draws. */
export type PrintedMark =
  | { readonly kind: 'text'; readonly text: string; readonly path: string; readonly ink: string }
  | { readonly kind: 'picture'; readonly rect: [number, number, number, number] }
  | { readonly kind: 'line'; readonly from: [number, number]; readonly to: [number, number]; readonly width: number; readonly ink: string }
  | { readonly kind: 'frame'; readonly rect: [number, number, number, number]; readonly width: number; readonly ink: string }

/** The marks as the page will show them, letter by letter from the font that is embedded. Rectangles as x, y, width, height. */
export function printedMarks(marks: readonly Mark[], { height }: Size, type: Typeface | null): PrintedMark[] {
  const box = ([left, bottom, right, top]: readonly [number, number, number, number]): [number, number, number, number] => [left, height - top, right - left, top - bottom]
  return marks.map(mark => {
    switch (mark.kind) {
      case 'text': return { kind: 'text', text: mark.text, path: type === null ? '' : outline(mark, height, type), ink: colour(mark.ink) }
      case 'picture': return { kind: 'picture', rect: box(mark.rect) }
      case 'line': return { kind: 'line', from: [mark.from[0], height - mark.from[1]], to: [mark.to[0], height - mark.to[1]], width: mark.width, ink: colour(mark.ink) }
      case 'frame': return { kind: 'frame', rect: box(mark.rect), width: mark.width, ink: colour(mark.ink) }
    }
  })
}

function outline({ text, face, size, at: [x, baseline] }: Extract<Mark, { kind: 'text' }>, height: number, type: Typeface): string {
  let across = x
  return Array.from(text, letter => {
    const { path, advance } = type.outlineOf(face, letter)
    const placed = moved(path, (unit, isVertical) => isVertical ? height - baseline - unit * size / 1000 : across + unit * size / 1000)
    across += advance * size / 1000
    return placed
  }).join('')
}

/** A glyph's path has absolute M, L, Q, C and Z alone: its numbers are pairs of x and y. */
function moved(path: string, place: (unit: number, isVertical: boolean) => number): string {
  let index = 0
  return path.replaceAll(/-?\d+(?:\.\d+)?/g, number => String(Math.round(place(Number(number), index++ % 2 === 1) * 100) / 100))
}

function colour(ink: Ink): string {
  return `rgb(${ink.map(part => Math.round(part * 255)).join(' ')})`
}
