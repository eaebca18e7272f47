import { FACE_NAMES, loadFace, type Face, type FaceName } from './pdf-font.ts'

export type Typeface = Readonly<Record<FaceName, Face>>

/** The four faces, cut once; every PDF of the seed carries the same bytes of them. */
export function loadTypeface(): Typeface {
  return Object.fromEntries(FACE_NAMES.map(name => [name, loadFace(name)])) as Record<FaceName, Face>
}

/** A word set in one face. */
export interface Word { readonly face: FaceName; readonly text: string }

/** A page under way: PDF operators, origin lower left. */
export type Canvas = string[]

export function wordsOf(text: string, face: FaceName): Word[] {
  // A figure and its per cent sign stay on one line.
  const parts = text.normalize('NFC').replaceAll(' %', '\u0001%').split(/\s+/)
  return parts.filter(part => part.length > 0).map(part => ({ face, text: part.replaceAll('\u0001', ' ') }))
}

export function glyphs(face: Face, text: string): number[] {
  return Array.from(text.normalize('NFC'), letter => face.glyphOf.get(letter.codePointAt(0) ?? 0) ?? missing(letter))
}

function missing(letter: string): never {
  throw new Error(`the seed's font has no ${JSON.stringify(letter)}`)
}

export function hexOf(face: Face, text: string): string {
  return glyphs(face, text).map(glyph => glyph.toString(16).padStart(4, '0')).join('')
}

/** Width in points. */
export function widthOf(face: Face, size: number, text: string): number {
  return glyphs(face, text).reduce((sum, glyph) => sum + (face.widths[glyph] ?? 0), 0) * size / 1000
}

export const number = (value: number) => String(Math.round(value * 100) / 100)

export function drawText(canvas: Canvas, type: Typeface, at: { x: number; y: number; face: FaceName; size: number }, text: string): void {
  canvas.push(`BT /${at.face} ${at.size} Tf 1 0 0 1 ${number(at.x)} ${number(at.y)} Tm <${hexOf(type[at.face], text)}> Tj ET`)
}

export function drawCentred(canvas: Canvas, type: Typeface, at: { centre: number; y: number; face: FaceName; size: number }, text: string): void {
  drawText(canvas, type, { ...at, x: at.centre - widthOf(type[at.face], at.size, text) / 2 }, text)
}

export function drawLine(canvas: Canvas, fromX: number, y: number, toX: number): void {
  canvas.push(`0.7 w ${number(fromX)} ${number(y)} m ${number(toX)} ${number(y)} l S`)
}

export interface Measure { readonly size: number; readonly width: number; readonly indent?: number }

/** Breaks words into lines no wider than `width`, the first one shorter by `indent`. */
export function breakLines(type: Typeface, words: readonly Word[], measure: Measure): Word[][] {
  const { size, width, indent = 0 } = measure
  const lines: Word[][] = []
  let line: Word[] = []
  let used = indent
  for (const word of words) {
    const own = widthOf(type[word.face], size, word.text)
    const space = line.length === 0 ? 0 : spaceOf(type, word.face, size)
    if (line.length > 0 && used + space + own > width) {
      lines.push(line)
      line = []
      used = own
    } else used += space + own
    line.push(word)
  }
  return line.length === 0 ? lines : [...lines, line]
}

function spaceOf(type: Typeface, face: FaceName, size: number): number {
  return widthOf(type[face], size, ' ')
}

/** Sets a line of words from `x`; with `stretchTo` the gaps grow until the line is that wide. */
export function drawWords(canvas: Canvas, type: Typeface, at: { x: number; y: number; size: number; stretchTo?: number }, line: readonly Word[]): void {
  const natural = line.reduce((sum, word, index) => sum + widthOf(type[word.face], at.size, word.text) + (index === 0 ? 0 : spaceOf(type, word.face, at.size)), 0)
  const extra = at.stretchTo === undefined || line.length < 2 ? 0 : (at.stretchTo - natural) / (line.length - 1)
  const parts: string[] = [`BT 1 0 0 1 ${number(at.x)} ${number(at.y)} Tm`]
  let open: FaceName | null = null
  line.forEach((word, index) => {
    if (word.face !== open) {
      parts.push(`${open === null ? '' : '] TJ '}/${word.face} ${at.size} Tf [`)
      open = word.face
    }
    // The space glyph is written too: copying the text must give words, not one string.
    const isLast = index === line.length - 1
    parts.push(`<${hexOf(type[word.face], isLast ? word.text : `${word.text} `)}>`, isLast || extra === 0 ? '' : number(-extra * 1000 / at.size))
  })
  canvas.push(`${parts.join(' ')} ] TJ ET`)
}
