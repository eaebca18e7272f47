import { inflateSync, constants } from 'node:zlib'
import { ProblemError } from '../../shared/problem.ts'
import { damaged, tooComplex } from './limits.ts'
import { parseHexString } from './parse-string.ts'
import { unpredict } from './predictor.ts'

/** One filter of a stream with its parameters already resolved to numbers. */
export interface Filter { readonly name: string; readonly parameters: ReadonlyMap<string, number> }

/**
 * Undoes a stream's filters. Throws `pdf.too-complex` beyond `maxBytes` and `pdf.unsupported` for image codecs and
 * LZW, which nothing that we must understand uses.
 */
export function applyFilters(data: Uint8Array, filters: readonly Filter[], maxBytes: number): Uint8Array {
  // A handful of filters is the longest chain any writer makes; a thousand Flates in a row is an attack on time.
  if (filters.length > 8) throw tooComplex('filter-chain')
  return filters.reduce((bytes, filter) => undo(bytes, filter, maxBytes), data)
}

function undo(data: Uint8Array, { name, parameters }: Filter, maxBytes: number): Uint8Array {
  switch (name) {
    case 'FlateDecode': case 'Fl': return unpredict(inflate(data, maxBytes), {
      predictor: parameters.get('Predictor') ?? 1, colors: parameters.get('Colors') ?? 1,
      bitsPerComponent: parameters.get('BitsPerComponent') ?? 8, columns: parameters.get('Columns') ?? 1,
    })
    case 'ASCIIHexDecode': case 'AHx': return parseHexString({ bytes: Buffer.concat([Buffer.from('<'), data, Buffer.from('>')]), base: 0, final: true, at: 0 }).bytes
    case 'ASCII85Decode': case 'A85': return undoAscii85(data)
    // Deciphered already, when the bytes were read.
    case 'Crypt': return data
    default: throw new ProblemError('pdf.unsupported', { what: 'filter', name: name.slice(0, 40) })
  }
}

function inflate(data: Uint8Array, maxBytes: number): Uint8Array {
  try {
    // Z_SYNC_FLUSH: a stream whose checksum is cut off still gives its bytes, as in every reader.
    return inflateSync(data, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: maxBytes })
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE') throw tooComplex('stream-size')
    throw damaged('flate', undefined, cause)
  }
}

/** ISO 32000-2 §7.4.3. */
function undoAscii85(data: Uint8Array): Uint8Array {
  const out: number[] = []
  let group: number[] = []
  for (const byte of data) {
    if (byte === 0x7e) break
    if (byte === 0x7a && group.length === 0) out.push(0, 0, 0, 0)
    if (byte < 33 || byte > 117) continue
    group.push(byte - 33)
    if (group.length < 5) continue
    out.push(...base85(group))
    group = []
  }
  if (group.length > 1) out.push(...base85([...group, 84, 84, 84, 84].slice(0, 5)).slice(0, group.length - 1))
  return Uint8Array.from(out)
}

function base85(group: readonly number[]): number[] {
  const value = group.reduce((sum, digit) => sum * 85 + digit, 0)
  return [value / 0x1000000, value / 0x10000, value / 0x100, value].map(part => Math.floor(part) & 255)
}
