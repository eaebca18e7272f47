import { ProblemError } from '../../shared/problem.ts'
import { pageGeometry } from '../pdf/geometry.ts'
import type { PdfFile } from '../pdf/open.ts'
import { pageText } from '../pdf/page-text.ts'
import { listPages } from '../pdf/pages.ts'
import { decidePlacement, isSigningBlock, type PageLines } from './decide-placement.ts'
import type { Placement } from './signing-wish.ts'
import { linesOf } from './text-lines.ts'

/** The block stands on the last page of the text; behind it come at most a few pages of appendix in the same file. */
const PAGES_LOOKED_AT = 5

/** Where the signature belongs by the document's own text: between title and name; else the lower right of the last page. */
export async function proposePlacement(file: PdfFile, hints: { readonly signerName?: string | undefined }): Promise<Placement> {
  const pages = await listPages(file)
  const read: PageLines[] = []
  for (const page of pages.slice(-PAGES_LOOKED_AT).toReversed()) {
    const { width, height } = await pageGeometry(file, page)
    const lines = await pageText(file, page).then(linesOf, (error: unknown) => none(error))
    const found: PageLines = { page: page.index + 1, width, height, lines }
    read.push(found)
    if (isSigningBlock(found, hints.signerName)) break
  }
  return decidePlacement(read, hints.signerName)
}

/** A page whose text cannot be read (an odd font, an image) still gets its default place. */
function none(error: unknown): [] {
  if (error instanceof ProblemError) return []
  throw error
}
