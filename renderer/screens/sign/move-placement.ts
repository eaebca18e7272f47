import type { Placement } from '../../../shared/contract/signing.ts'

/** The placement moved by points and kept whole on its page. Pure. */
export function movedBy({ page, rect: [x1, y1, x2, y2] }: Placement, dx: number, dy: number, { pageWidth, pageHeight }: { pageWidth: number; pageHeight: number }): Placement {
  const width = x2 - x1, height = y2 - y1
  const x = Math.min(Math.max(0, x1 + dx), Math.max(0, pageWidth - width)), y = Math.min(Math.max(0, y1 + dy), Math.max(0, pageHeight - height))
  return { page, rect: [x, y, x + width, y + height] }
}
