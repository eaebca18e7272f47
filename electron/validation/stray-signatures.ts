/** Signature dictionaries that stand in the bytes of a file although its form does not lead to them. */
import { isDict, isRef, isStream } from '../pdf/objects.ts'
import type { PdfFile } from '../pdf/open.ts'
import type { SignatureField } from '../pdf/signature-fields.ts'
import type { Source } from '../pdf/source.ts'

const OVERLAP = 64

/**
 * True when a signature stands in the file that neither the form nor Perms leads to: it was cut off to make a signed
 * document look like an unsigned one, or replaced. What lies inside a stream (an attached signed PDF) is content.
 * `hits` are the offsets of `findByteRanges`.
 */
export async function hasStraySignature(file: PdfFile, fields: readonly SignatureField[], hits: readonly number[]): Promise<boolean> {
  const known = new Set(fields.map(({ signature }) => signature?.byteRangeSpan?.from))
  for (const span of await permissionSpans(file)) known.add(span)
  for (const hit of hits) {
    const value = hit + (await gapAfterName(file.source, hit))
    if (!known.has(value) && !await isInsideStream(file, hit)) return true
  }
  return false
}

/** From the name to the first byte of its value, as spans count. */
async function gapAfterName(source: Source, hit: number): Promise<number> {
  return Buffer.from(await source.read(hit, OVERLAP)).indexOf('[')
}

/** Usage rights (UR3) are signatures of Adobe's that live outside the form (ISO 32000-1 §12.8.2.3). */
async function permissionSpans(file: PdfFile): Promise<number[]> {
  const permissions = await file.resolveDict((await file.catalog()).get('Perms'))
  const spans: number[] = []
  for (const value of permissions?.values() ?? []) {
    if (!isRef(value) || !isDict(await file.resolve(value))) continue
    const span = (await file.locate(value))?.entries.get('ByteRange')
    if (span) spans.push(span.from)
  }
  return spans
}

async function isInsideStream(file: PdfFile, at: number): Promise<boolean> {
  let nearest: { number: number; offset: number } | null = null
  for (const [number, entry] of file.xref) {
    if (entry.kind === 'offset' && entry.offset <= at && entry.offset > (nearest?.offset ?? -1)) nearest = { number, offset: entry.offset }
  }
  if (!nearest) return false
  const object = await file.get({ kind: 'ref', number: nearest.number, generation: 0 })
  if (!isStream(object)) return false
  const length = await file.resolve(object.dict.get('Length'))
  return at >= object.start && typeof length === 'number' && at < object.start + length
}
