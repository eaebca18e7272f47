import { ProblemError } from '../../shared/problem.ts'
import type { FaceName, Typeface } from './font-face.ts'

/** Composed text with plain spaces, or `signing.letter-not-in-font` naming the letter. Line breaks stay. */
export function printable(type: Typeface, text: string): string {
  const composed = text.normalize('NFC').replaceAll(/\r\n?/g, '\n').replaceAll(/[\t\u00a0\u2000-\u200a\u202f\u3000]/g, ' ')
  const missing = type.missingLetter(composed.replaceAll('\n', ''))
  if (missing !== null) {
    throw new ProblemError('signing.letter-not-in-font', { letter: missing, code: `U+${(missing.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}` })
  }
  return composed
}

export interface Setting { readonly face: FaceName; readonly size: number; readonly width: number }

/** The text in lines no wider than `width`, broken between words, inside one only where it is wider than a line. */
export function wrapText(type: Typeface, text: string, { face, size, width }: Setting): string[] {
  const fits = (line: string): boolean => type.widthOf(face, size, line) <= width
  const lines: string[] = []
  for (const paragraph of text.trim().split('\n')) {
    let line = ''
    for (const word of paragraph.split(' ').filter(part => part !== '')) {
      const longer = line === '' ? word : `${line} ${word}`
      if (fits(longer)) { line = longer; continue }
      if (line !== '') lines.push(line)
      const pieces = fits(word) ? [word] : broken(word, fits)
      lines.push(...pieces.slice(0, -1))
      line = pieces.at(-1) ?? ''
    }
    lines.push(line)
  }
  return lines
}

/** A word wider than a line, cut by letters. */
function broken(word: string, fits: (text: string) => boolean): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const letter of word) {
    if (piece !== '' && !fits(piece + letter)) {
      pieces.push(piece)
      piece = ''
    }
    piece += letter
  }
  return [...pieces, piece]
}
