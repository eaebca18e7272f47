import { ProblemError } from '../../shared/problem.ts'
import { pageGeometry, type PageGeometry, type Rect, toDisplaySpace } from '../pdf/geometry.ts'
import type { PdfFile } from '../pdf/open.ts'
import { pageMarks } from '../pdf/page-marks.ts'
import { pageText, type TextPiece } from '../pdf/page-text.ts'
import { listPages, type PdfPage } from '../pdf/pages.ts'
import { placeOfField } from '../pdf/signature-update.ts'
import { isSigningBlock, type PageLines } from './decide-placement.ts'
import type { Placement } from './signing-wish.ts'
import type { SigningSituation } from './situation.ts'
import { linesOf } from './text-lines.ts'

/** A page as displayed: its text, and what text, pictures, drawings and annotations cover already. */
export interface PageView extends PageLines { readonly pieces: readonly TextPiece[]; readonly taken: readonly Rect[] }

export interface DocumentView {
  /** In the order in which they were looked at. */
  readonly pages: readonly PageView[]
  /** Where the last visible signature stands; the seal leans on it. */
  readonly signature: Placement | null
}

/** The block stands on the last page of the text; behind it come at most a few pages of appendix in the same file. */
const PAGES_LOOKED_AT = 5

export interface ViewWish { readonly looksAt: 'first-page' | 'last-pages'; readonly signerName?: string | undefined }

/** What an act needs to see of a document to find its place. */
export async function viewDocument(file: PdfFile, situation: SigningSituation, wish: ViewWish): Promise<DocumentView> {
  const pages = await listPages(file)
  const wanted = wish.looksAt === 'first-page' ? pages.slice(0, 1) : pages.slice(-PAGES_LOOKED_AT).toReversed()
  const seen: PageView[] = []
  for (const page of wanted) {
    const view = await viewPage(file, page)
    seen.push(view)
    if (wish.looksAt === 'last-pages' && isSigningBlock(view, wish.signerName)) break
  }
  return { pages: seen, signature: await lastSignature(file, situation) }
}

export async function viewPage(file: PdfFile, page: PdfPage): Promise<PageView> {
  const geometry = await pageGeometry(file, page)
  const pieces = await pageText(file, page).catch((error: unknown) => none(error))
  return { page: page.index + 1, width: geometry.width, height: geometry.height, lines: linesOf(pieces), pieces, taken: await coveredOn(file, page, geometry) }
}

/** What covers half of the page (a scan, a coloured ground) says nothing of where it is free. */
const GROUND = 0.5

async function coveredOn(file: PdfFile, page: PdfPage, { width, height }: PageGeometry): Promise<Rect[]> {
  const marks = await pageMarks(file, page).then(({ shown, annotations }) => [...shown, ...annotations.values()], (error: unknown) => none(error))
  return marks.filter(([left, bottom, right, top]) => (right - left) * (top - bottom) < GROUND * width * height)
}

async function lastSignature(file: PdfFile, { signatures }: SigningSituation): Promise<Placement | null> {
  for (const { field, signature } of signatures.toReversed()) {
    if (signature === null) continue
    const place = await placeOfField(file, field)
    if (place === null || place.rect[2] <= place.rect[0] || place.rect[3] <= place.rect[1]) continue
    return { page: place.page.index + 1, rect: toDisplaySpace(await pageGeometry(file, place.page), place.rect) }
  }
  return null
}

/** A page whose text cannot be read (an odd font, an image) still gets its default place. */
function none(error: unknown): [] {
  if (error instanceof ProblemError) return []
  throw error
}
