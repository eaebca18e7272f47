import { operationsOf, type Operation } from './content.ts'
import { fontsOf, type TextFont } from './font-text.ts'
import { pageGeometry, toDisplaySpace, type Rect } from './geometry.ts'
import { isArray, isName, isStream, isString, type PdfObject, type PdfString } from './objects.ts'
import type { PdfFile } from './open.ts'
import type { PdfPage } from './pages.ts'

/** A piece of text as shown at once, and where: points of the page as displayed. Height is the font's size. */
export interface TextPiece { readonly text: string; readonly rect: Rect }

export type Matrix = readonly [number, number, number, number, number, number]
export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0]

interface TextState { matrix: Matrix; line: Matrix; font: TextFont | undefined; size: number; leading: number; characterSpace: number; wordSpace: number; scale: number; ctm: Matrix }

/** A page set letter by letter has some thousands; who lays pieces out into lines compares many with many. */
const MOST_PIECES = 10_000

/**
 * The text that a page's own content shows, in drawing order. Text inside form XObjects, Type 3 fonts and encodings
 * without ToUnicode are not read: this finds the place for a signature, it is no search index.
 */
export async function pageText(file: PdfFile, page: PdfPage): Promise<TextPiece[]> {
  return (await shownStrings(file, page)).filter(piece => piece.text.trim() !== '').slice(0, MOST_PIECES)
}

/** As `pageText`, with what says nothing that could be read; where even its width is not known its rectangle has no end. */
export async function shownStrings(file: PdfFile, page: PdfPage): Promise<TextPiece[]> {
  const geometry = await pageGeometry(file, page)
  const fonts = await fontsOf(file, page.inherited.get('Resources'))
  const pieces: TextPiece[] = []
  const state: TextState = { matrix: IDENTITY, line: IDENTITY, font: undefined, size: 0, leading: 0, characterSpace: 0, wordSpace: 0, scale: 1, ctm: IDENTITY }
  const stack: TextState[] = []
  for (const operation of operationsOf(await contentOf(file, page), file.limits)) {
    if (operation.operator === 'q') stack.push({ ...state })
    else if (operation.operator === 'Q') Object.assign(state, stack.pop() ?? {})
    else apply(state, operation, fonts, (text, rect) => { pieces.push({ text, rect: toDisplaySpace(geometry, rect) }) })
  }
  return pieces
}

/** All parts of a page's content, as one. */
export async function contentOf(file: PdfFile, page: PdfPage): Promise<Uint8Array> {
  const contents = await file.resolve(page.dict.get('Contents'))
  const parts: Uint8Array[] = []
  for (const item of isArray(contents) ? contents : [contents]) {
    const stream = await file.resolve(item)
    // §7.8.2: the parts are read as if white space stood between them.
    if (isStream(stream)) parts.push(await file.decode(stream), Buffer.from('\n'))
  }
  return Buffer.concat(parts)
}

type Emit = (text: string, rect: Rect) => void

function apply(state: TextState, { operator, operands }: Operation, fonts: ReadonlyMap<string, TextFont>, emit: Emit): void {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = operands.map(item => typeof item === 'number' ? item : 0)
  switch (operator) {
    case 'cm': state.ctm = multiply([a, b, c, d, e, f], state.ctm); break
    case 'BT': state.matrix = state.line = IDENTITY; break
    case 'Tf': {
      const [font] = operands
      state.font = isName(font) ? fonts.get(font.value) : undefined
      state.size = b
      break
    }
    case 'Tm': state.matrix = state.line = [a, b, c, d, e, f]; break
    case 'Td': moveLine(state, a, b); break
    case 'TD': state.leading = -b; moveLine(state, a, b); break
    case 'TL': state.leading = a; break
    case 'Tc': state.characterSpace = a; break
    case 'Tw': state.wordSpace = a; break
    case 'Tz': state.scale = a / 100; break
    case 'T*': moveLine(state, 0, -state.leading); break
    case "'": case '"': moveLine(state, 0, -state.leading); showAll(state, operands.slice(-1), emit); break
    case 'Tj': showAll(state, operands, emit); break
    case 'TJ': showAll(state, isArray(operands[0]) ? operands[0] : [], emit); break
    default: // painting and colours do not move text
  }
}

function moveLine(state: TextState, across: number, up: number): void {
  state.matrix = state.line = multiply([1, 0, 0, 1, across, up], state.line)
}

/** Shows strings and the adjustments between them as one piece (ISO 32000-2 §9.4.3, §9.4.4). */
function showAll(state: TextState, items: readonly PdfObject[], emit: Emit): void {
  const start = multiply(state.matrix, state.ctm)
  let text = ''
  for (const item of items) {
    if (isString(item)) text += show(state, item)
    else if (typeof item === 'number') {
      // A wide step back to the left is how many writers make a space.
      if (item < -180 && !text.endsWith(' ')) text += ' '
      advance(state, -item / 1000 * state.size * state.scale)
    }
  }
  const end = multiply(state.matrix, state.ctm)
  const height = state.size * Math.hypot(start[2], start[3])
  if (!items.some(item => isString(item) && item.bytes.length > 0)) return
  if (state.font === undefined) emit(text, [-Infinity, -Infinity, Infinity, Infinity])
  else emit(text, [Math.min(start[4], end[4]), Math.min(start[5], end[5]), Math.max(start[4], end[4]), Math.max(start[5], end[5]) + height])
}

function show(state: TextState, string: PdfString): string {
  if (state.font === undefined) return ''
  const { text, width, codes, spaces } = state.font.show(string)
  advance(state, (width / 1000 * state.size + codes * state.characterSpace + spaces * state.wordSpace) * state.scale)
  return text
}

function advance(state: TextState, across: number): void {
  state.matrix = multiply([1, 0, 0, 1, across, 0], state.matrix)
}

/** `left` first, then `right`. */
export function multiply(left: Matrix, right: Matrix): Matrix {
  const [a, b, c, d, e, f] = left
  const [g, h, i, j, k, l] = right
  return [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l]
}
