import { type Rect, pageGeometry } from '../pdf/geometry.ts'
import type { PdfFile } from '../pdf/open.ts'
import { findPage, listPages } from '../pdf/pages.ts'
import type { Placement } from './signing-wish.ts'

export async function proposePlacement(file: PdfFile, _hints: { readonly signerName?: string | undefined }): Promise<Placement> {
  const { length } = await listPages(file)
  const { width } = await pageGeometry(file, await findPage(file, length))
  const rect: Rect = [width / 2 + 40, 120, width - 60, 200]
  return { page: length, rect }
}
