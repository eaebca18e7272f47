/**
 * Comments that came, went or changed (DocMDP level 3 allows them, ISO 32000-2 Table 257): whether they leave the page
 * readable. One that hides or adds to what the page says is the "evil annotation" attack under a comment's name.
 */
import { pageGeometry, rectOf, toDisplaySpace, type Rect } from '../pdf/geometry.ts'
import { isDict, isStream, nameOf, type PdfDict, type PdfObject } from '../pdf/objects.ts'
import type { PdfFile } from '../pdf/open.ts'
import type { PageMarks } from '../pdf/page-marks.ts'
import type { PdfPage } from '../pdf/pages.ts'
import { areasOf, isStacked, liesOn, numbersOf } from './comment-stack.ts'
import { paintedBy, type Painted } from './drawn-look.ts'

/** Drawn by the reader itself, as an icon or a mark that leaves the text under it readable (§12.5.6.4, §12.5.6.10, §12.5.6.14). */
export const COMMENTS: ReadonlySet<string> = new Set(['Text', 'Popup', 'Highlight', 'Underline', 'Squiggly', 'StrikeOut'])

/** `plain`: drawn by the reader itself; `drawn`: a look of its own that hides nothing; `unclear`: neither. */
export type CommentLook = 'plain' | 'drawn' | 'unclear'

/** What comments and their replies carry (Tables 166, 172, 175, 182, 186); what other programs add is not judged. */
const KEYS = new Set([
  'Type', 'Subtype', 'Rect', 'Contents', 'P', 'NM', 'M', 'F', 'AP', 'Border', 'BS', 'C', 'StructParent', 'Lang', 'ca', 'CA', 'T', 'Popup', 'RC', 'CreationDate', 'IRT', 'Subj', 'RT', 'IT', 'Open', 'Name',
  'State', 'StateModel', 'QuadPoints', 'Parent', 'RD',
])
/** Under a darker highlight text cannot be read; a paler one cannot pass for text. */
const PALEST_DARK = 0.55
/** A line under or through text is thinner than its strokes; a bar hides it. */
const THICKEST_LINE = 3
/** A wavy line with its waves. */
const HIGHEST_WAVE = 6
/** Lines of text are further apart; lines that are not make a bar. */
const BESIDE = 4
/** A word's box in the largest type of a letter: what is higher draws a thicker line (readers scale it with the box). */
const HIGHEST_QUAD = 48
/** The icon of a note is 18 to 24 points. */
const LARGEST_ICON = 48
/** One box or rounded box; a shape of more parts draws something. */
const MOST_SEGMENTS = 8

/** `marks`: what the page shows; `marked`: where its comments mark it, null for too many. Each read once for all comments on it. */
export interface CommentQuestion { readonly file: PdfFile; readonly page: PdfPage; readonly number: number; readonly annotation: PdfDict; readonly marks: () => Promise<PageMarks>; readonly marked: () => Promise<readonly Rect[] | null> }

export async function lookOfComment(question: CommentQuestion): Promise<CommentLook> {
  const { file, annotation } = question
  const kind = nameOf(await file.resolve(annotation.get('Subtype')))
  if (![...annotation.keys()].every(key => KEYS.has(key)) || !await isPlainMark(file, annotation, kind)) return 'unclear'
  const marked = await question.marked()
  if (kind !== 'Text' && kind !== 'Popup' && (marked === null || isStacked(await areasOf(file, annotation), marked))) return 'unclear'
  if (!annotation.has('AP')) return 'plain'
  const looks = await file.resolve(annotation.get('AP'))
  if (!isDict(looks) || kind === 'Popup') return 'unclear'
  for (const value of looks.values()) {
    const painted = await paintedOn(file, annotation, value)
    const isHarmless = painted !== null && (kind === 'Highlight' ? painted.every(isTint) : kind === 'Text' ? await isClearIcon(question) : painted.every(one => isThin(one, kind === 'Squiggly' ? HIGHEST_WAVE : THICKEST_LINE, painted)))
    if (!isHarmless) return 'unclear'
  }
  return 'drawn'
}

/** What the reader draws itself, by colour and boxes. */
async function isPlainMark(file: PdfFile, annotation: PdfDict, kind: string | undefined): Promise<boolean> {
  if (kind === 'Text' || kind === 'Popup') return true
  const quads = await numbersOf(file, annotation.get('QuadPoints'))
  if (quads === null) return false
  for (let at = 0; at + 8 <= quads.length; at += 8) if (heightOf(quads.slice(at, at + 8)) > HIGHEST_QUAD) return false
  const colour = await numbersOf(file, annotation.get('C'))
  return colour !== null && (kind !== 'Highlight' || lightnessOf(colour) >= PALEST_DARK)
}

/** The shorter side: corners are written in two orders. */
function heightOf([x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0, x4 = 0, y4 = 0]: readonly number[]): number {
  return Math.min(Math.max(Math.hypot(x2 - x1, y2 - y1), Math.hypot(x4 - x3, y4 - y3)), Math.max(Math.hypot(x3 - x1, y3 - y1), Math.hypot(x4 - x2, y4 - y2)))
}

/** Without a colour readers take a pale one. */
function lightnessOf(colour: readonly number[]): number {
  const [a = 0, b = 0, c = 0, d = 0] = colour
  if (colour.length === 1) return a
  if (colour.length === 3) return 0.3 * a + 0.59 * b + 0.11 * c
  return colour.length === 4 ? Math.max(0, 1 - d - (0.3 * a + 0.59 * b + 0.11 * c)) : 1
}

/** Lengths as they show: the look's box is stretched to the annotation's rectangle (§12.5.5). */
async function paintedOn(file: PdfFile, annotation: PdfDict, value: PdfObject): Promise<readonly Painted[] | null> {
  const look = await file.resolve(value)
  if (!isStream(look)) return null
  const [rect, box, matrix] = [await rectOf(file, annotation.get('Rect')), await rectOf(file, look.dict.get('BBox')), await numbersOf(file, look.dict.get('Matrix'))]
  if (!rect || !box || matrix === null || box[2] <= box[0] || box[3] <= box[1]) return null
  const stretch = Math.max((rect[2] - rect[0]) / (box[2] - box[0]), (rect[3] - rect[1]) / (box[3] - box[1]))
  const [a = 1, b = 0, c = 0, d = 1] = matrix
  // A Matrix may move the look; whatever else it does the stretching does not undo for lines.
  if (!Number.isFinite(stretch) || a !== 1 || b !== 0 || c !== 0 || d !== 1) return null
  const [left, bottom] = box
  return (await paintedBy(file, look))?.map(one => ({ ...one, lineWidth: one.lineWidth * stretch, area: stretched(one.area, { left, bottom, stretch }) })) ?? null
}

function stretched([x1, y1, x2, y2]: Rect, { left, bottom, stretch }: { readonly left: number; readonly bottom: number; readonly stretch: number }): Rect {
  return [(x1 - left) * stretch, (y1 - bottom) * stretch, (x2 - left) * stretch, (y2 - bottom) * stretch]
}

/** Pale, and pale where it lies upon itself. */
function isTint({ kind, lightness, multiplies, segments, area }: Painted, _: number, all: readonly Painted[]): boolean {
  if (kind !== 'fill' || !multiplies || lightness < PALEST_DARK || segments > MOST_SEGMENTS) return false
  return all.reduce((light, other) => liesOn(area, other.area) ? light * other.lightness : light, 1) >= PALEST_DARK
}

/** Thin, and thin together with what lies beside it. */
function isThin({ area }: Painted, thickest: number, all: readonly Painted[]): boolean {
  return all.reduce((sum, other) => isBeside(area, other.area) ? sum + thicknessOf(other) : sum, 0) <= thickest
}

function thicknessOf({ kind, lineWidth, area: [left, bottom, right, top], isStraight }: Painted): number {
  const shape = isStraight ? 0 : Math.min(right - left, top - bottom)
  return kind === 'stroke' ? shape + lineWidth : shape
}

function isBeside(a: Rect, b: Rect): boolean {
  return a[0] <= b[2] + BESIDE && b[0] <= a[2] + BESIDE && a[1] <= b[3] + BESIDE && b[1] <= a[3] + BESIDE
}

/** An icon where the page shows nothing. */
async function isClearIcon({ file, page, number, annotation, marks }: CommentQuestion): Promise<boolean> {
  const rect = await rectOf(file, annotation.get('Rect'))
  if (!rect || rect[2] - rect[0] > LARGEST_ICON || rect[3] - rect[1] > LARGEST_ICON) return false
  const geometry = await pageGeometry(file, page)
  // A note stands upright on a turned page: around its corner, where exactly readers do not agree (NoRotate).
  const room: Rect = geometry.rotation === 0 ? rect : [rect[0] - LARGEST_ICON, rect[1] - LARGEST_ICON, rect[2] + LARGEST_ICON, rect[3] + LARGEST_ICON]
  const shown = toDisplaySpace(geometry, room)
  const on = await marks()
  const others = [...on.annotations].flatMap(([each, area]) => each === number ? [] : [area])
  return [...on.shown, ...others].every(mark => mark[2] <= shown[0] || mark[0] >= shown[2] || mark[3] <= shown[1] || mark[1] >= shown[3])
}
