import type { PdfFile } from './open.ts'

/** Leniencies under which two readers may see two documents (signing.md: what needs repair is never valid). */
const REPAIRS = ['duplicate-key', 'header-offset', 'stream-length', 'object-stream-twice', 'object-stream-index', 'xref-twice', 'generation']

/** The first leniency of that kind which reading needed so far, null for a file that needed none. */
export function repairNeeded({ notes }: Pick<PdfFile, 'notes'>): string | null {
  return REPAIRS.find(note => notes.has(note)) ?? null
}
