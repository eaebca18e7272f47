import { inflateSync, constants } from 'node:zlib'
import { ProblemError } from '../../shared/problem.ts'
import { damaged, tooComplex } from './limits.ts'
import { parseHexString } from './parse-string.ts'
import { unpredict } from './predictor.ts'

/** One filter of a stream with its parameters already resolved to numbers. */
export interface Filter { readonly name: string; readonly parameters: ReadonlyMap<string, number> }

export interface FilterBudget {
  readonly maxBytes: number
  /** Hears of what each filter gave: between two of them may lie a hundred times what comes out at the end. */
  spend(bytes: number): void
}

/**
 * Undoes a stream's filters. Throws `pdf.too-complex` beyond `maxBytes` and `pdf.unsupported` for image codecs and
 * LZW, which nothing that we must understand uses.
 */
export function applyFilters(data: Uint8Array, filters: readonly Filter[], { maxBytes, spend }: FilterBudget): Uint8Array {
  // A handful of filters is the longest chain any writer makes; a thousand Flates in a row is an attack on time.
  if (filters.length > 8) throw tooComplex('filter-chain')
  return filters.reduce((bytes, filter) => {
    const undone = undo(bytes, filter, maxBytes)
    spend(undone.length)
    return undone
  }, data)
}

function undo(data: Uint8Array, { name, parameters }: Filter, maxBytes: number): Uint8Array {
  switch (name) {
    case 'FlateDecode': case 'Fl': return unpredict(inflate(data, maxBytes), {
      predictor: parameters.get('Predictor') ?? 1, colors: parameters.get('Colors') ?? 1,
      bitsPerComponent: parameters.get('BitsPerComponent') ?? 8, columns: parameters.get('Columns') ?? 1,
    })
    case 'ASCIIHexDecode': case 'AHx': return parseHexString({ bytes: Buffer.concat([Buffer.from('<'), data, Buffer.from('>')]), base: 0, final: true, at: 0 }).bytes
    case 'ASCII85Decode': case 'A85': return undoAscii85(data, maxBytes)
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

/** ISO 32000-2 §7.4.3: five letters for four bytes, `z` for four zeros. */
function undoAscii85(data: Uint8Array, maxBytes: number): Uint8Array {
  const out = new Uint8Array(ascii85Length(data))
  if (out.length > maxBytes) throw tooComplex('stream-size')
  let [at, value, digits] = [0, 0, 0]
  for (const byte of data) {
    if (byte === TILDE) break
    if (byte === ZEROS && digits === 0) at += 4
    if (byte < FIRST || byte > LAST) continue
    value = value * 85 + byte - FIRST
    digits += 1
    if (digits < 5) continue
    at = putBase85(out, at, value, 4)
    value = digits = 0
  }
  // A last group of n letters stands for n - 1 bytes, as if filled up with the highest letter.
  if (digits > 1) at = putBase85(out, at, [...Array(5 - digits).keys()].reduce(sum => sum * 85 + 84, value), digits - 1)
  return out.subarray(0, at)
}

const [TILDE, ZEROS, FIRST, LAST] = [0x7e, 0x7a, 0x21, 0x75]

/** No less than what the letters give. */
function ascii85Length(data: Uint8Array): number {
  let [letters, zeros] = [0, 0]
  for (const byte of data) {
    if (byte === TILDE) break
    if (byte === ZEROS) zeros += 1
    else if (byte >= FIRST && byte <= LAST) letters += 1
  }
  return Math.ceil(letters / 5) * 4 + zeros * 4
}

function putBase85(out: Uint8Array, at: number, value: number, count: number): number {
  const parts = [value / 0x1000000, value / 0x10000, value / 0x100, value]
  for (let index = 0; index < count; index += 1) out[at + index] = Math.floor(parts[index] ?? 0) & 255
  return at + count
}
