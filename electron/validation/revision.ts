/** The document as it was when it was signed, and whether the file still grows out of exactly that. */
import type { PdfFile } from '../pdf/open.ts'
import { ProblemError } from '../../shared/problem.ts'
import { isTailAccountedFor } from './tail-bytes.ts'

export type SignedRevision =
  | { readonly kind: 'whole-file'; readonly file: PdfFile }
  | { readonly kind: 'earlier'; readonly file: PdfFile; readonly padded: boolean }
  /** It does not load on its own, or the file's cross-references do not pass through it. */
  | { readonly kind: 'broken' }

/** Blanks behind the last %%EOF are what mail gateways add; more than this is hidden content. */
const MOST_PADDING = 1_024

/** Opens what a signature covers: the first `end` bytes, as a file of their own, never repaired. */
export async function openSignedRevision(final: PdfFile, end: number): Promise<SignedRevision> {
  if (end === final.source.size) return { kind: 'whole-file', file: final }
  try {
    const file = await final.openHead(end)
    if (await isPadding(final, end)) return { kind: 'earlier', file, padded: true }
    return growsFrom(final, file, end) && await endsThere(final) && await isTailAccountedFor(final, end) ? { kind: 'earlier', file, padded: false } : { kind: 'broken' }
  } catch (error) {
    if (error instanceof ProblemError && error.code !== 'pdf.too-complex') return { kind: 'broken' }
    throw error
  }
}

async function isPadding({ source }: PdfFile, end: number): Promise<boolean> {
  if (source.size - end > MOST_PADDING) return false
  return (await source.read(end, source.size - end)).every(byte => byte === 0x0a || byte === 0x0d || byte === 0x20 || byte === 0)
}

/** The newer sections lie behind the signed bytes, and below them stand the signed revision's own, all of them and no other. */
function growsFrom(final: PdfFile, signed: PdfFile, end: number): boolean {
  const newer = final.sections.length - signed.sections.length
  return newer > 0 && final.startXref.at >= end
    && final.sections.slice(0, newer).every(section => section.from >= end)
    && signed.sections.every((section, index) => section.from === final.sections[newer + index]?.from)
}

/** Nothing but blanks follows the last %%EOF: a reader that repairs would show what else stands there. */
async function endsThere({ source, startXref }: PdfFile): Promise<boolean> {
  const last = Buffer.from(await source.read(startXref.at, 4_096)).toString('latin1')
  return /^startxref\s+\d+\s*%%EOF[\s\0]*$/.test(last)
}
