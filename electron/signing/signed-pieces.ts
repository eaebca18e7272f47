import { pieces, type Source } from '../pdf/source.ts'

/** A signed document in pieces, original and tail, for a store that keeps what it reads. */
export async function* signedPieces(source: Source, tail: Uint8Array): AsyncGenerator<Uint8Array> {
  // A copy: a piece of a file is overwritten by the next one.
  for await (const piece of pieces(source, 0, source.size)) yield Uint8Array.from(piece)
  yield tail
}
