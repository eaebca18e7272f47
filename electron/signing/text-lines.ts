import type { Rect } from '../pdf/geometry.ts'
import type { TextPiece } from '../pdf/page-text.ts'

/** Pieces that stand side by side, put together; columns stay apart. */
export interface TextLine { readonly text: string; readonly rect: Rect }

/** Text as lines from the top of the page to its bottom. */
export function linesOf(pieces: readonly TextPiece[]): TextLine[] {
  const lines: TextLine[] = []
  const ordered = pieces.toSorted((a, b) => b.rect[1] - a.rect[1] || a.rect[0] - b.rect[0])
  for (const piece of ordered) {
    const index = lines.findLastIndex(line => isSameLine(line.rect, piece.rect))
    const line = lines[index]
    if (line === undefined) lines.push({ text: piece.text, rect: piece.rect })
    else lines[index] = joined(line, piece)
  }
  return lines
}

/** Baselines closer than a third of the letters, and a gap narrower than the columns of NĐ 30's signing block have. */
function isSameLine(line: Rect, piece: Rect): boolean {
  const height = Math.max(1, line[3] - line[1])
  const gap = Math.max(piece[0] - line[2], line[0] - piece[2])
  return Math.abs(line[1] - piece[1]) < height / 3 && gap < height * 1.5
}

function joined(line: TextLine, piece: TextPiece): TextLine {
  const isAfter = piece.rect[0] >= line.rect[0]
  const [left, right] = isAfter ? [line, piece] : [piece, line]
  const space = right.rect[0] - left.rect[2] > (line.rect[3] - line.rect[1]) * 0.15 && !left.text.endsWith(' ') ? ' ' : ''
  return {
    text: left.text + space + right.text,
    rect: [Math.min(line.rect[0], piece.rect[0]), Math.min(line.rect[1], piece.rect[1]), Math.max(line.rect[2], piece.rect[2]), Math.max(line.rect[3], piece.rect[3])],
  }
}
