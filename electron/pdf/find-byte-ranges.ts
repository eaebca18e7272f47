import { pieces, type Source } from './source.ts'

const NAME = Buffer.from('/ByteRange')
/** More than a name, blanks and a bracket: what began in one piece is read on in the next. */
const OVERLAP = 64
/** A signed document has a few; a file made of nothing else must not cost an object each. */
const MOST_HITS = 1_000

/** Looks through a file whose bytes may be read for another purpose at the same time. */
export interface ByteRangeScan {
  /** Takes the bytes from `base` on; those that do not follow on what was seen are passed over. */
  feed(piece: Uint8Array, base: number): void
  /** Reads what was not fed, and answers as `findByteRanges`. */
  finish(): Promise<number[]>
}

/** Offsets of everything in the bytes that reads as a ByteRange with numbers in it, reached from the form or not. */
export function findByteRanges(source: Source): Promise<number[]> {
  return scanForByteRanges(source).finish()
}

export function scanForByteRanges(source: Source): ByteRangeScan {
  const found: number[] = []
  const state = { at: 0, seam: Buffer.alloc(0) }

  function feed(piece: Uint8Array, base: number): void {
    if (base !== state.at || found.length >= MOST_HITS) return
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.length)
    const { seam } = state
    for (const hit of hitsIn(Buffer.concat([seam, bytes.subarray(0, OVERLAP)]))) if (hit < seam.length) found.push(base - seam.length + hit)
    for (const hit of hitsIn(bytes)) if (hit < bytes.length - OVERLAP || base + bytes.length === source.size) found.push(base + hit)
    state.at = base + bytes.length
    // The piece is good only until the next, so its end is copied; a short piece leaves the end of the one before standing.
    state.seam = Buffer.concat([seam, bytes.subarray(-OVERLAP)]).subarray(-Math.min(OVERLAP, state.at))
  }

  return {
    feed,
    async finish() {
      let base = state.at
      for await (const piece of pieces(source, base, source.size - base)) {
        feed(piece, base)
        base += piece.length
        if (found.length >= MOST_HITS) break
      }
      return found
    },
  }
}

function* hitsIn(bytes: Buffer): Generator<number> {
  for (let hit = bytes.indexOf(NAME); hit >= 0; hit = bytes.indexOf(NAME, hit + 1)) {
    if (/^\/ByteRange[\s\0]*\[/.test(bytes.toString('latin1', hit, hit + OVERLAP))) yield hit
  }
}
