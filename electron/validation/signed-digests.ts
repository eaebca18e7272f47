/** Digests of what the signatures of one file cover, with one reading of the file for all of them. */
import { createHash, type Hash } from 'node:crypto'
import { pieces, type Source } from '../pdf/source.ts'
import type { DigestName } from '../pki/signature-algorithms.ts'
import type { SignedRange } from './byte-range.ts'

/** The digest over everything of the range but its gap. */
export type SignedDigests = (range: SignedRange, algorithm: DigestName) => Promise<Uint8Array>

/**
 * Each signature covers the file from its first byte to its gap, so that the hash of one goes on where another's left
 * off. `gaps` are the starts of all gaps that will be asked about; `onRead` is shown every piece from the first byte on.
 */
export function createSignedDigests(source: Source, gaps: readonly number[], onRead: (piece: Uint8Array, base: number) => void): SignedDigests {
  const cuts = [...new Set(gaps)].filter(gap => Number.isSafeInteger(gap) && gap >= 0 && gap <= source.size).toSorted((a, b) => a - b)
  const passes = new Map<DigestName, Promise<ReadonlyMap<number, Hash>>>()

  async function pass(algorithm: DigestName): Promise<ReadonlyMap<number, Hash>> {
    const states = new Map<number, Hash>()
    const hash = createHash(algorithm)
    let from = 0
    for (const cut of cuts) {
      for await (const piece of pieces(source, from, cut - from)) {
        hash.update(piece)
        onRead(piece, from)
        from += piece.length
      }
      states.set(cut, hash.copy())
    }
    return states
  }

  return async ({ gap, end }, algorithm) => {
    const states = passes.get(algorithm) ?? pass(algorithm)
    passes.set(algorithm, states)
    const hash = (await states).get(gap.from)?.copy()
    if (!hash) throw new RangeError('a range whose gap was not announced')
    for await (const piece of pieces(source, gap.to, end - gap.to)) hash.update(piece)
    return hash.digest()
  }
}
