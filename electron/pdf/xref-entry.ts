import type { PdfDict } from './objects.ts'

/** Where an object is: nowhere, at a file offset, or the `index`th of an object stream (ISO 32000-2 §7.5.8.3). */
export type XrefEntry =
  | { readonly kind: 'free'; readonly generation: number }
  | { readonly kind: 'offset'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'packed'; readonly container: number; readonly index: number }

/**
 * One cross-reference section. `hybrid` is a table with a stream beside it (XRefStm). `from` is the file offset that
 * startxref or Prev named, `end` the first byte after the trailer dictionary or the stream's dictionary.
 */
export interface XrefSection {
  readonly kind: 'table' | 'stream' | 'hybrid'
  readonly from: number
  readonly end: number
  readonly trailer: PdfDict
  readonly entries: ReadonlyMap<number, XrefEntry>
}

/** True when both lead to the same bytes, or both nowhere. */
export function isSameEntry(a: XrefEntry, b: XrefEntry): boolean {
  if (a.kind === 'offset') return b.kind === 'offset' && a.offset === b.offset && a.generation === b.generation
  if (a.kind === 'packed') return b.kind === 'packed' && a.container === b.container && a.index === b.index
  return b.kind === 'free'
}
