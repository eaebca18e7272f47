import { ProblemError } from '../../shared/problem.ts'
import type { Ink, Mark, Size } from '../pdf/drawing.ts'
import type { FaceName, Typeface } from '../pdf/font-face.ts'
import { printable, wrapText } from '../pdf/text-layout.ts'

/** Of the em: Tinos reaches this far above and below the baseline, marks on capitals included. */
const [ASCENT, DESCENT] = [0.93, 0.22]
export const LEADING = 1.18

export interface TextWish {
  readonly text: string
  readonly face: FaceName
  readonly ink: Ink
  /** Sizes in points; the largest that fits is taken. */
  readonly largest: number
  readonly smallest: number
}

export interface FittedText { readonly size: number; readonly lines: readonly string[]; readonly height: number; readonly width: number }

/** The text in the largest size that fits the room, or `signing.text-too-long`; nothing is ever cut off. */
export function fitText(type: Typeface, { text, face, largest, smallest }: TextWish, room: Size): FittedText {
  const composed = printable(type, text)
  for (let size = largest; size >= smallest; size -= 0.5) {
    const lines = wrapText(type, composed, { face, size, width: room.width })
    const height = heightOf(lines.length, size)
    const width = Math.max(...lines.map(line => type.widthOf(face, size, line)))
    if (height <= room.height + 0.5 && width <= room.width + 0.5) return { size, lines, height, width }
  }
  throw new ProblemError('signing.text-too-long', { letters: Array.from(composed).length, smallest, width: Math.round(room.width), height: Math.round(room.height) })
}

export function heightOf(lines: number, size: number): number {
  return lines === 0 ? 0 : size * (ASCENT + DESCENT + (lines - 1) * LEADING)
}

export type Align = 'left' | 'centre' | 'right'

/** The lines as marks, the first one's top at `top`. */
export function linesAt({ size, lines }: FittedText, wish: TextWish & { readonly type: Typeface }, at: { readonly left: number; readonly top: number; readonly width: number; readonly align: Align }): Mark[] {
  return lines.flatMap((text, index) => {
    const spare = at.width - wish.type.widthOf(wish.face, size, text)
    const left = at.left + (at.align === 'left' ? 0 : at.align === 'right' ? spare : spare / 2)
    const baseline = at.top - size * (ASCENT + index * LEADING)
    return text === '' ? [] : [{ kind: 'text' as const, text, face: wish.face, size, at: [left, baseline] as const, ink: wish.ink }]
  })
}
