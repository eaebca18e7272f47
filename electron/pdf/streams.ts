import type { Encryption } from './encryption/encryption.ts'
import { applyFilters, type Filter } from './filters.ts'
import { damaged, tooComplex } from './limits.ts'
import { isWhite } from './lexer.ts'
import { isArray, isDict, isName, nameOf, type PdfDict, type PdfObject, type PdfStream } from './objects.ts'
import type { Source } from './source.ts'

/** What reading a stream needs of its file. `spend` counts decoded bytes against the file's budget. */
export interface StreamContext {
  readonly source: Source
  readonly maxStreamBytes: number
  readonly encryption?: Encryption | null
  resolve(object: PdfObject | undefined): Promise<PdfObject>
  note(note: string): void
  spend(bytes: number): void
}

const ENDSTREAM = Buffer.from('endstream')

/** Where a stream's bytes lie. A Length that does not lead to `endstream` is corrected by searching, and noted. */
async function streamSpan(context: StreamContext, stream: PdfStream): Promise<{ from: number; length: number }> {
  const declared = await context.resolve(stream.dict.get('Length'))
  if (typeof declared === 'number' && declared >= 0 && Number.isInteger(declared) && await endsAt(context.source, stream.start + declared)) {
    return { from: stream.start, length: declared }
  }
  context.note('stream-length')
  return { from: stream.start, length: await searchedLength(context.source, stream.start) }
}

/** The stream's bytes deciphered, still filtered. */
export async function rawBytes(context: StreamContext, stream: PdfStream): Promise<Uint8Array> {
  const { from, length } = await streamSpan(context, stream)
  if (length > context.maxStreamBytes) throw tooComplex('stream-size')
  const bytes = await context.source.read(from, length)
  const { encryption } = context
  if (!encryption || stream.ref === undefined) return bytes
  const type = nameOf(await context.resolve(stream.dict.get('Type')))
  return encryption.decryptStream(bytes, { ref: stream.ref, type, cryptFilter: await cryptFilterOf(context, stream.dict) })
}

/** The name that a Crypt filter of the stream's own gives, Identity where it gives none (ISO 32000-2 §7.4.10). */
async function cryptFilterOf(context: StreamContext, dict: PdfDict): Promise<string | null> {
  const names = listOf(await context.resolve(dict.get('Filter')))
  const parameters = listOf(await context.resolve(dict.get('DecodeParms') ?? dict.get('DP')))
  for (const [index, entry] of names.entries()) {
    if (nameOf(await context.resolve(entry)) !== 'Crypt') continue
    const own = await context.resolve(parameters[index])
    return (isDict(own) ? nameOf(await context.resolve(own.get('Name'))) : undefined) ?? 'Identity'
  }
  return null
}

/** The stream's bytes with all filters undone. */
export async function decodedBytes(context: StreamContext, stream: PdfStream): Promise<Uint8Array> {
  const raw = await rawBytes(context, stream)
  const filters = await filtersOf(context, stream.dict)
  if (filters.length === 0) context.spend(raw.length)
  return applyFilters(raw, filters, { maxBytes: context.maxStreamBytes, spend: bytes => { context.spend(bytes) } })
}

async function filtersOf(context: StreamContext, dict: PdfDict): Promise<Filter[]> {
  const names = listOf(await context.resolve(dict.get('Filter')))
  const parameters = listOf(await context.resolve(dict.get('DecodeParms') ?? dict.get('DP')))
  const filters: Filter[] = []
  for (const [index, entry] of names.entries()) {
    const name = await context.resolve(entry)
    if (!isName(name)) throw damaged('filter-name')
    filters.push({ name: nameOf(name) ?? '', parameters: await numbersOf(context, await context.resolve(parameters[index])) })
  }
  return filters
}

async function numbersOf(context: StreamContext, parameters: PdfObject): Promise<Map<string, number>> {
  const numbers = new Map<string, number>()
  if (!isDict(parameters)) return numbers
  for (const [key, value] of parameters) {
    const resolved = await context.resolve(value)
    if (typeof resolved === 'number') numbers.set(key, resolved)
  }
  return numbers
}

function listOf(object: PdfObject): readonly PdfObject[] {
  if (object === null) return []
  return isArray(object) ? object : [object]
}

async function endsAt(source: Source, offset: number): Promise<boolean> {
  if (offset > source.size) return false
  const bytes = await source.read(offset, 32)
  let at = 0
  while (isWhite(bytes[at])) at++
  return ENDSTREAM.equals(bytes.subarray(at, at + ENDSTREAM.length))
}

async function searchedLength(source: Source, start: number): Promise<number> {
  const step = 64 * 1024
  for (let offset = start; offset < source.size; offset += step) {
    const bytes = Buffer.from(await source.read(offset, step + ENDSTREAM.length))
    const found = bytes.indexOf(ENDSTREAM)
    if (found >= 0) return withoutEndOfLine(source, start, offset + found)
  }
  throw damaged('endstream', start)
}

async function withoutEndOfLine(source: Source, start: number, end: number): Promise<number> {
  const last = await source.read(Math.max(start, end - 2), Math.min(2, end - start))
  const [before, byte] = [last.at(-2), last.at(-1)]
  if (byte === 10) return end - start - (before === 13 ? 2 : 1)
  return end - start - (byte === 13 ? 1 : 0)
}
