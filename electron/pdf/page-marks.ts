/** Where a page shows anything: for whoever asks what something laid over it would hide. */
import { allOperations, type Operation } from './content.ts'
import { around, pageGeometry, rectOf, toDisplaySpace, type Rect } from './geometry.ts'
import { isArray, isName, isRef, isStream, nameOf, type PdfObject } from './objects.ts'
import type { PdfFile } from './open.ts'
import { contentOf, IDENTITY, multiply, shownStrings, type Matrix } from './page-text.ts'
import type { PdfPage } from './pages.ts'

const EVERYWHERE: Rect = [-Infinity, -Infinity, Infinity, Infinity]
const PAINTS = new Set(['f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'S', 's'])
const TEXT_BELOW_LINE = 0.3
/** A line is drawn around its path. */
const LINE = 2

/** Rectangles around text, pictures and drawings, and those of the annotations by their numbers (0 and below: they have none). */
export interface PageMarks { readonly shown: readonly Rect[]; readonly annotations: ReadonlyMap<number, Rect> }

/** In points of the page as displayed. Too large rather than too small: what cannot be measured is everywhere. */
export async function pageMarks(file: PdfFile, page: PdfPage): Promise<PageMarks> {
  const geometry = await pageGeometry(file, page)
  const text = (await shownStrings(file, page)).map(({ rect: [left, bottom, right, top] }): Rect => [left, bottom - (top - bottom) * TEXT_BELOW_LINE, right, top])
  const drawn = (await drawings(file, page)).map(rect => Number.isFinite(rect[0]) ? toDisplaySpace(geometry, rect) : rect)
  const annotations = [...await annotationsOf(file, page)].map(([number, rect]): [number, Rect] => [number, toDisplaySpace(geometry, rect)])
  return { shown: [...text, ...drawn], annotations: new Map(annotations) }
}

async function annotationsOf(file: PdfFile, page: PdfPage): Promise<Map<number, Rect>> {
  const list = await file.resolve(page.dict.get('Annots'))
  const found = new Map<number, Rect>()
  for (const [index, item] of isArray(list) ? list.entries() : []) {
    const rect = await rectOf(file, (await file.resolveDict(item))?.get('Rect'))
    if (rect && rect[2] > rect[0] && rect[3] > rect[1]) found.set(isRef(item) ? item.number : -index, rect)
  }
  return found
}

interface Drawing { ctm: Matrix; points: [number, number][] }

async function drawings(file: PdfFile, page: PdfPage): Promise<Rect[]> {
  const pictures = await file.resolveDict((await file.resolveDict(page.inherited.get('Resources')))?.get('XObject'))
  const state: Drawing = { ctm: IDENTITY, points: [] }
  const stack: Matrix[] = []
  const found: Rect[] = []
  const operations = allOperations(await contentOf(file, page), file.limits)
  if (operations === null) return [EVERYWHERE]
  for (const operation of operations) {
    const { operator, operands: [first] } = operation
    if (operator === 'q') stack.push(state.ctm)
    else if (operator === 'Q') state.ctm = stack.pop() ?? IDENTITY
    else if (operator === 'sh') return [EVERYWHERE]
    else if (operator === 'BI') found.push(around(square([0, 0, 1, 1], state.ctm)))
    else if (operator === 'Do') found.push(await pictureArea(file, isName(first) ? pictures?.get(first.value) : undefined, state.ctm))
    else draw(state, operation, found)
  }
  return found
}

async function pictureArea(file: PdfFile, object: PdfObject | undefined, ctm: Matrix): Promise<Rect> {
  const picture = await file.resolve(object)
  if (!isStream(picture)) return EVERYWHERE
  if (nameOf(await file.resolve(picture.dict.get('Subtype'))) === 'Image') return around(square([0, 0, 1, 1], ctm))
  const box = await rectOf(file, picture.dict.get('BBox'))
  const own = await file.resolve(picture.dict.get('Matrix'))
  const numbers = isArray(own) ? own.map(item => typeof item === 'number' ? item : NaN) : [...IDENTITY]
  const [a = NaN, b = NaN, c = NaN, d = NaN, e = NaN, f = NaN] = numbers
  const rect = around(square(box ?? EVERYWHERE, multiply([a, b, c, d, e, f], ctm)))
  return rect.some(side => Number.isNaN(side)) ? EVERYWHERE : rect
}

function draw(state: Drawing, { operator, operands }: Operation, found: Rect[]): void {
  const numbers = operands.map(item => typeof item === 'number' ? item : 0)
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = numbers
  if (operator === 'cm') state.ctm = multiply([a, b, c, d, e, f], state.ctm)
  else if (operator === 're') state.points.push(...square([a, b, a + c, b + d], state.ctm))
  else if (['m', 'l', 'c', 'v', 'y'].includes(operator)) for (let at = 0; at + 1 < numbers.length; at += 2) state.points.push(point(numbers[at] ?? 0, numbers[at + 1] ?? 0, state.ctm))
  else if (operator === 'n' || PAINTS.has(operator)) {
    const [left, bottom, right, top] = around(state.points)
    if (operator !== 'n' && state.points.length > 0) found.push([left - LINE, bottom - LINE, right + LINE, top + LINE])
    state.points = []
  }
}

function square([left, bottom, right, top]: Rect, ctm: Matrix): [number, number][] {
  return [point(left, bottom, ctm), point(right, bottom, ctm), point(right, top, ctm), point(left, top, ctm)]
}

function point(x: number, y: number, [a, b, c, d, e, f]: Matrix): [number, number] {
  return [a * x + c * y + e, b * x + d * y + f]
}
