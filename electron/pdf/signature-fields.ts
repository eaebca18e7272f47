import { listFields, type PdfField } from './fields.ts'
import { isArray, isDict, isRef, isString, nameOf, type PdfDict, type PdfObject, type PdfRef } from './objects.ts'
import type { PdfFile } from './open.ts'
import type { Span } from './parse.ts'

/**
 * A signature dictionary that a field of the form holds (ISO 32000-2 §12.8.1). `contentsSpan` is the place of the
 * Contents token in the file with its angle brackets; null when the dictionary does not stand in the open (packed in an
 * object stream, or direct in its field), where no ByteRange can spare it.
 */
export interface SignatureValue {
  readonly ref: PdfRef | null
  readonly dict: PdfDict
  readonly type: string | undefined
  readonly subFilter: string | undefined
  /** ByteRange as written: null when it is absent or is not an array of numbers. */
  readonly byteRange: readonly number[] | null
  readonly contents: Uint8Array | null
  readonly contentsSpan: Span | null
  readonly byteRangeSpan: Span | null
  /** Where the whole dictionary stands, object number included. */
  readonly objectSpan: Span | null
}

/** A document has a handful; each costs whoever checks it a hash over the file. */
export const MOST_SIGNATURES = 200

export interface SignatureField { readonly field: PdfField; readonly signature: SignatureValue | null }

/** The signature fields of the form, empty ones included, in the order of the tree. */
export async function listSignatureFields(file: PdfFile): Promise<SignatureField[]> {
  const fields = (await listFields(file)).filter(field => field.type === 'Sig')
  const found: SignatureField[] = []
  for (const field of fields) found.push({ field, signature: await signatureValue(file, field.value) })
  return found
}

async function signatureValue(file: PdfFile, value: PdfObject): Promise<SignatureValue | null> {
  const dict = await file.resolve(value)
  if (!isDict(dict)) return null
  const ref = isRef(value) ? value : null
  const located = ref === null ? null : await file.locate(ref)
  const contents = await file.resolve(dict.get('Contents'))
  return {
    ref, dict,
    type: nameOf(await file.resolve(dict.get('Type'))),
    subFilter: nameOf(await file.resolve(dict.get('SubFilter'))),
    byteRange: await numbers(file, dict.get('ByteRange')),
    contents: isString(contents) ? contents.bytes : null,
    contentsSpan: located?.entries.get('Contents') ?? null,
    byteRangeSpan: located?.entries.get('ByteRange') ?? null,
    objectSpan: located?.span ?? null,
  }
}

async function numbers(file: PdfFile, object: PdfObject | undefined): Promise<readonly number[] | null> {
  const array = await file.resolve(object)
  if (!isArray(array)) return null
  return array.every(item => typeof item === 'number') ? array : null
}
