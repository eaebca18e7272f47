import { pieces, type Source } from './source.ts'

const NAME = Buffer.from('/ByteRange')
/** More than a name, blanks and a bracket: what began in one piece is read on in the next. */
const OVERLAP = 64
/** A signed document has a few; a file made of nothing else must not cost an object each. */
const MOST_HITS = 1_000

/** Offsets of everything in the bytes that reads as a ByteRange with numbers in it, reached from the form or not. */
export async function findByteRanges(source: Source): Promise<number[]> {
  const found: number[] = []
  let base = 0
  let seam = Buffer.alloc(0)
  for await (const piece of pieces(source, 0, source.size)) {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.length)
    // The piece is good only until the next, so its end is copied out for the seam.
    const joint = Buffer.concat([seam, bytes.subarray(0, OVERLAP)])
    for (const hit of hitsIn(joint)) if (hit < seam.length) found.push(base - seam.length + hit)
    for (const hit of hitsIn(bytes)) if (hit < bytes.length - OVERLAP || base + bytes.length === source.size) found.push(base + hit)
    seam = Buffer.from(bytes.subarray(Math.max(0, bytes.length - OVERLAP)))
    base += bytes.length
    if (found.length >= MOST_HITS) break
  }
  return found
}

function* hitsIn(bytes: Buffer): Generator<number> {
  for (let hit = bytes.indexOf(NAME); hit >= 0; hit = bytes.indexOf(NAME, hit + 1)) {
    if (/^\/ByteRange[\s\0]*\[/.test(bytes.toString('latin1', hit, hit + OVERLAP))) yield hit
  }
}
