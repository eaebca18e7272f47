/** The document as it was when it was signed, and whether the file still grows out of exactly that. */
import { headOf } from '../pdf/source.ts'
import type { PdfFile } from '../pdf/open.ts'
import { ProblemError } from '../../shared/problem.ts'

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
    const file = await final.openAgain(headOf(final.source, end))
    if (await isPadding(final, end)) return { kind: 'earlier', file, padded: true }
    return growsFrom(final, file, end) && await hasNothingBetween(final, end) ? { kind: 'earlier', file, padded: false } : { kind: 'broken' }
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

/**
 * Every `startxref` behind the signed bytes names a section of the chain, and nothing but blanks follows the last
 * %%EOF: an update that the chain passes by would be shown by a reader that repairs.
 */
async function hasNothingBetween(final: PdfFile, end: number): Promise<boolean> {
  const known = new Set(final.sections.map(section => section.from))
  const tail = Buffer.from(await final.source.read(end, final.source.size - end)).toString('latin1')
  const named = [...tail.matchAll(/(?:^|[\r\n\s])startxref\s+(\d+)/g)].map(match => Number(match[1]))
  const last = Buffer.from(await final.source.read(final.startXref.at, 4_096)).toString('latin1')
  return named.every(offset => known.has(offset)) && /^startxref\s+\d+\s*%%EOF[\s\0]*$/.test(last)
}
