import type { Rect } from '../pdf/geometry.ts'
import type { Placement } from './signing-wish.ts'
import type { TextLine } from './text-lines.ts'

export interface PageLines { readonly page: number; readonly width: number; readonly height: number; readonly lines: readonly TextLine[] }

/** Points. A handwritten signature is about 5 × 2 cm; NĐ 30's block leaves some five lines between title and name. */
const USUAL = { width: 150, height: 60 }
const SMALLEST_HEIGHT = 24
const TALLEST = 85

/** True when the page holds what the place is found by. */
export function isSigningBlock(page: PageLines, signerName: string | undefined): boolean {
  return nameLine(page, signerName) !== null || recipientsLine(page) !== null
}

/**
 * Vị trí chữ ký của người có thẩm quyền (NĐ 30/2020, Phụ lục I mục II.7): centred above the signer's name, below the
 * title. `pages` in the order in which they were looked at, the last page of the document first.
 */
export function decidePlacement(pages: readonly PageLines[], signerName: string | undefined): Placement {
  for (const page of pages) {
    const name = nameLine(page, signerName) ?? nameBelowRecipients(page)
    if (name !== null) return { page: page.page, rect: above(page, name) }
  }
  const [last] = pages
  return last === undefined ? { page: 1, rect: [0, 0, USUAL.width, USUAL.height] } : { page: last.page, rect: lowerRight(last) }
}

/** The lowest line that is the name, with or without a rank before it ("TS. Nguyễn Văn A"). */
function nameLine({ lines }: PageLines, signerName: string | undefined): TextLine | null {
  const name = plain(signerName ?? '')
  if (name === '') return null
  return lines.findLast(line => plain(line.text).endsWith(name) && plain(line.text).length <= name.length + 12) ?? null
}

function recipientsLine({ lines }: PageLines): TextLine | null {
  return lines.findLast(line => plain(line.text).startsWith('nơi nhận')) ?? null
}

/** Without a known name: right of the recipients, the line under the widest gap is the name. */
function nameBelowRecipients(page: PageLines): TextLine | null {
  const recipients = recipientsLine(page)
  if (recipients === null) return null
  const block = page.lines.filter(line => middle(line.rect) > page.width / 2 && line.rect[1] < recipients.rect[3] + 60)
  let best: { line: TextLine; gap: number } | null = null
  for (const [index, line] of block.entries()) {
    const previous = block[index - 1]
    const gap = previous === undefined ? 0 : previous.rect[1] - line.rect[3]
    if (gap >= SMALLEST_HEIGHT && gap > (best?.gap ?? 0)) best = { line, gap }
  }
  return best?.line ?? null
}

/** Centred over the name, as high as the room up to the line above allows. */
function above(page: PageLines, name: TextLine): Rect {
  const bottom = name.rect[3] + 2
  const overhead = page.lines.filter(line => line !== name && line.rect[1] >= bottom && overlaps(line.rect, name.rect)).map(line => line.rect[1])
  const room = Math.min(...overhead, page.height) - bottom - 4
  // A block without room (title and name one under the other): the signature goes over the title rather than the name.
  const height = room < SMALLEST_HEIGHT ? USUAL.height : Math.min(room, TALLEST)
  return inside(page, [middle(name.rect) - USUAL.width / 2, bottom, middle(name.rect) + USUAL.width / 2, bottom + height])
}

/** More of a page than this would read as another page laid over what was signed before. */
const LARGEST_SHARE = 0.2

/** Where the block is in a page of NĐ 30 that we cannot read: the right half, above the lower margin; smaller on a small page. */
function lowerRight(page: PageLines): Rect {
  const centre = page.width * 0.72
  const bottom = Math.min(110, page.height * 0.14)
  const scale = Math.min(1, Math.sqrt(LARGEST_SHARE * page.width * page.height / (USUAL.width * USUAL.height)))
  const [width, height] = [USUAL.width * scale, USUAL.height * scale]
  return inside(page, [centre - width / 2, bottom, centre + width / 2, bottom + height])
}

/** The rectangle moved, and only where it must shrunk, onto the page. */
export function inside({ width, height }: Pick<PageLines, 'width' | 'height'>, [left, bottom, right, top]: Rect): Rect {
  const [wide, tall] = [Math.min(right - left, width), Math.min(top - bottom, height)]
  const x = Math.max(0, Math.min(left, width - wide))
  const y = Math.max(0, Math.min(bottom, height - tall))
  return [x, y, x + wide, y + tall]
}

function overlaps(a: Rect, b: Rect): boolean { return a[0] < b[2] && a[2] > b[0] }
function middle(rect: Rect): number { return (rect[0] + rect[2]) / 2 }
function plain(text: string): string { return text.normalize('NFC').replace(/\s+/g, ' ').trim().toLocaleLowerCase('vi') }
