/** Marks over marks: each leaves the text readable, many on one place do not. */
import { around, rectOf, type Rect } from '../pdf/geometry.ts'
import { isArray, nameOf, type PdfDict, type PdfObject } from '../pdf/objects.ts'
import type { PdfFile } from '../pdf/open.ts'
import type { PdfPage } from '../pdf/pages.ts'

/** Marks on text (ISO 32000-2 §12.5.6.10): where they have no look of their own, the reader draws them in their boxes. */
const MARKS: ReadonlySet<string> = new Set(['Highlight', 'Underline', 'Squiggly', 'StrikeOut'])
/** Two reviewers mark the same word, or one marks it in two ways. */
const MOST_STACKED = 4
/** Each is held against each. */
const MOST_AREAS = 5_000

/** Where the marks of a page lie, all of them; null where there are more than anybody makes. */
export async function markedAreas(file: PdfFile, page: PdfPage): Promise<readonly Rect[] | null> {
  const list = await file.resolve(page.dict.get('Annots'))
  const found: Rect[] = []
  for (const item of isArray(list) ? list : []) {
    const annotation = await file.resolveDict(item)
    if (annotation && MARKS.has(nameOf(await file.resolve(annotation.get('Subtype'))) ?? '')) found.push(...await areasOf(file, annotation))
    if (found.length > MOST_AREAS) return null
  }
  return found
}

/** Where one mark is drawn: by its own look in its rectangle, else in its boxes. */
export async function areasOf(file: PdfFile, annotation: PdfDict): Promise<readonly Rect[]> {
  if (annotation.has('AP')) {
    const rect = await rectOf(file, annotation.get('Rect'))
    return rect ? [rect] : []
  }
  const quads = await numbersOf(file, annotation.get('QuadPoints')) ?? []
  return Array.from({ length: Math.floor(quads.length / 8) }, (_, index) => around(pointsOf(quads.slice(index * 8, index * 8 + 8))))
}

/** Null for what is no list of numbers; an absent one is empty. */
export async function numbersOf(file: PdfFile, object: PdfObject | undefined): Promise<number[] | null> {
  const list = await file.resolve(object)
  if (list === null) return []
  if (!isArray(list)) return null
  const numbers = await Promise.all(list.map(item => file.resolve(item)))
  return numbers.every(item => typeof item === 'number') ? numbers : null
}

/** True where one of these has too many of all (itself among them) upon it. */
export function isStacked(own: readonly Rect[], all: readonly Rect[]): boolean {
  return own.some(one => all.filter(other => liesOn(one, other)).length > MOST_STACKED)
}

/** True where two share half of the smaller one: lines of text that are marked one by one overlap by less. */
export function liesOn(a: Rect, b: Rect): boolean {
  const [width, height] = [Math.min(a[2], b[2]) - Math.max(a[0], b[0]), Math.min(a[3], b[3]) - Math.max(a[1], b[1])]
  return width >= 0 && height >= 0 && width * height >= Math.min(areaOf(a), areaOf(b)) / 2
}

function areaOf([left, bottom, right, top]: Rect): number {
  return (right - left) * (top - bottom)
}

/** Points whose x and y are written one behind the other. */
export function pointsOf(numbers: readonly number[]): [number, number][] {
  return Array.from({ length: Math.floor(numbers.length / 2) }, (_, index) => [numbers[2 * index] ?? NaN, numbers[2 * index + 1] ?? NaN])
}
