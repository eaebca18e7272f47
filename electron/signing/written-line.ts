import type { Typeface } from '../pdf/font-face.ts'
import type { TextPiece } from '../pdf/page-text.ts'

/** A line of a page with the place of each of its letters, in points of the page as displayed. */
export interface WrittenLine {
  readonly text: string
  readonly baseline: number
  readonly size: number
  leftOf(index: number): number
  rightOf(index: number): number
}

/**
 * The lines from top to bottom. Inside a piece the letters' places are reckoned by Tinos, whose widths are those of the
 * Times that official papers are set in, stretched to the piece's real width.
 */
export function writtenLines(pieces: readonly TextPiece[], type: Typeface): WrittenLine[] {
  const rows: TextPiece[][] = []
  for (const piece of pieces.toSorted((a, b) => b.rect[1] - a.rect[1])) {
    const row = rows.findLast(([first]) => first !== undefined && Math.abs(first.rect[1] - piece.rect[1]) < 2)
    if (row === undefined) rows.push([piece])
    else row.push(piece)
  }
  return rows.flatMap(row => columnsOf(row.toSorted((a, b) => a.rect[0] - b.rect[0]))).map(row => lineOf(row, type))
}

/** A gap wider than this many heights stands between two columns. */
const COLUMN_GAP = 6

function columnsOf(row: readonly TextPiece[]): TextPiece[][] {
  const columns: TextPiece[][] = []
  for (const piece of row) {
    const last = columns.at(-1)?.at(-1)
    if (last === undefined || piece.rect[0] - last.rect[2] > (last.rect[3] - last.rect[1]) * COLUMN_GAP) columns.push([piece])
    else columns.at(-1)?.push(piece)
  }
  return columns
}

function lineOf(row: readonly TextPiece[], type: Typeface): WrittenLine {
  const letters: string[] = []
  const edges: { left: number; right: number }[] = []
  for (const { text, rect } of row) {
    const last = edges.at(-1)
    if (last !== undefined && rect[0] - last.right > 1) {
      letters.push(' ')
      edges.push({ left: last.right, right: rect[0] })
    }
    const composed = Array.from(text.normalize('NFC'))
    const whole = type.widthOf('regular', 1, composed.join(''))
    let at = rect[0]
    for (const letter of composed) {
      const width = whole === 0 ? 0 : type.widthOf('regular', 1, letter) / whole * (rect[2] - rect[0])
      letters.push(letter)
      edges.push({ left: at, right: at += width })
    }
  }
  const [first] = row
  // One unit of text is one letter here: all of Vietnamese lies in the basic plane, and what does not is one unit too many at most.
  return {
    text: letters.join(''), baseline: first?.rect[1] ?? 0, size: first === undefined ? 0 : first.rect[3] - first.rect[1],
    leftOf: index => edges[index]?.left ?? edges.at(-1)?.right ?? 0, rightOf: index => edges[index]?.right ?? edges.at(-1)?.right ?? 0,
  }
}
