import type { Source } from './source.ts'

const CHUNK = 1024 * 1024
const OVERLAP = 64
/** A signed document has a few; a file made of nothing else must not cost an object each. */
const MOST_HITS = 1_000

/** Offsets of everything in the bytes that reads as a ByteRange with numbers in it, reached from the form or not. */
export async function findByteRanges(source: Source): Promise<number[]> {
  const found: number[] = []
  for (let at = 0; at < source.size && found.length < MOST_HITS; at += CHUNK) {
    const text = Buffer.from(await source.read(at, CHUNK + OVERLAP))
    for (let hit = text.indexOf('/ByteRange'); hit >= 0 && hit < CHUNK; hit = text.indexOf('/ByteRange', hit + 1)) {
      if (/^\/ByteRange[\s\0]*\[/.test(text.toString('latin1', hit, hit + OVERLAP))) found.push(at + hit)
    }
  }
  return found
}
