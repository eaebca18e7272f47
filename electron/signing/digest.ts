import { createHash, type Hash } from 'node:crypto'
import type { PreparedSignature } from '../pdf/signature-update.ts'
import { appended, pieces, type Source } from '../pdf/source.ts'

/** A source whose bytes were hashed when they were put where they are. */
export interface HashedSource extends Source { readonly hashed: Hash }

/** SHA-256 of the whole original, as a state that can be continued: the original is read once. */
export async function hashOriginal(source: Source | HashedSource): Promise<Hash> {
  if ('hashed' in source) return source.hashed.copy()
  const hash = createHash('sha256')
  for await (const piece of pieces(source, 0, source.size)) hash.update(piece)
  return hash
}

/** A source with a tail behind it; what was hashed is not read again. */
export function appendedHashed(source: Source | HashedSource, tail: Uint8Array): Source | HashedSource {
  const whole = appended(source, tail)
  return 'hashed' in source ? { ...whole, hashed: source.hashed.copy().update(tail) } : whole
}

/** The digest of everything but Contents: the hashed original, then the tail around its hole. */
export function digestAround(original: Hash, tail: Uint8Array, { from, length }: PreparedSignature['contents']): Uint8Array {
  return original.copy().update(tail.subarray(0, from)).update(tail.subarray(from + length)).digest()
}
