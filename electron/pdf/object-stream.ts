import { takeInteger, type Cursor } from './lexer.ts'
import { damaged, type PdfLimits, tooComplex } from './limits.ts'
import type { PdfStream } from './objects.ts'
import { decodedBytes, type StreamContext } from './streams.ts'

/** A decoded object stream: where each of its objects starts in `data`, and their numbers in order (ISO 32000-2 §7.5.7). */
export interface ObjectStream { readonly data: Uint8Array; readonly offsets: ReadonlyMap<number, number>; readonly numbers: readonly number[] }

export async function openObjectStream(context: StreamContext, stream: PdfStream, limits: PdfLimits): Promise<ObjectStream> {
  const count = await context.resolve(stream.dict.get('N'))
  const first = await context.resolve(stream.dict.get('First'))
  if (typeof count !== 'number' || typeof first !== 'number') throw damaged('object-stream-head')
  if (count > limits.maxObjects) throw tooComplex('object-count')
  const data = await decodedBytes(context, stream)
  const cursor: Cursor = { bytes: data, base: 0, final: true, at: 0 }
  const offsets = new Map<number, number>()
  const numbers: number[] = []
  for (let index = 0; index < count; index++) {
    const number = takeInteger(cursor)
    const offset = first + takeInteger(cursor)
    numbers.push(number)
    // The same number twice has no order that readers agree on; the first counts here.
    if (offsets.has(number)) context.note('object-stream-twice')
    else offsets.set(number, offset)
  }
  return { data, offsets, numbers }
}
