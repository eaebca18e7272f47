import { type PdfDict, type PdfObject, type PdfRef, pdfRef } from './objects.ts'
import type { PdfFile } from './open.ts'

/**
 * What an appended section may hold: an object, a new stream, or a signature dictionary, whose beginning is text because
 * somebody needs to know its byte positions. In an encrypted file everything is enciphered as it is written, but `head` is
 * not: it holds no string but Contents.
 */
export type NewObject =
  | { readonly kind: 'object'; readonly object: PdfObject }
  | { readonly kind: 'stream'; readonly dict: ReadonlyMap<string, PdfObject>; readonly data: Uint8Array }
  | { readonly kind: 'signature'; readonly head: string; readonly rest: PdfDict }

/** Objects to be appended to a file: new ones and new versions of old ones. Nothing is written until `writeTail`. */
export interface Update {
  readonly file: PdfFile
  readonly objects: ReadonlyMap<number, { readonly generation: number; readonly object: NewObject }>
  /** One above the highest number in use; grows with `add`. */
  nextNumber(): number
  add(object: NewObject): PdfRef
  replace(ref: PdfRef, object: PdfObject): void
  /** The object as it will be: the new version if there is one, else the file's. */
  current(ref: PdfRef): Promise<PdfObject>
}

export function beginUpdate(file: PdfFile): Update {
  const objects = new Map<number, { readonly generation: number; readonly object: NewObject }>()
  let next = firstFreeNumber(file)
  return {
    file, objects,
    nextNumber: () => next,
    add(object) {
      const ref = pdfRef(next++)
      objects.set(ref.number, { generation: 0, object })
      return ref
    },
    replace(ref, object) {
      objects.set(ref.number, { generation: ref.generation, object: { kind: 'object', object } })
    },
    async current(ref) {
      const changed = objects.get(ref.number)?.object
      return changed?.kind === 'object' ? changed.object : file.get(ref)
    },
  }
}

/** Size of the trailer, which damaged writers set too low: then what the sections really use. */
function firstFreeNumber(file: PdfFile): number {
  const size = file.trailer.get('Size')
  let next = typeof size === 'number' ? size : 1
  for (const number of file.xref.keys()) if (number >= next) next = number + 1
  return next
}
