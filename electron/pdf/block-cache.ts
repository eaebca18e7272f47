import type { Source } from './source.ts'

/** A chunk of an encrypted blob, which is deciphered whole or not at all. */
const SEALED_BLOCK = 64 * 1024
/** Of a plain file: objects lie scattered among pictures, most of a larger block would be read for nothing. */
const PLAIN_BLOCK = 16 * 1024
/** In all: objects lie scattered, and a small read costs as much as a block. */
const CACHED_BYTES = 4 * 1024 * 1024

/** The same source with its last blocks kept, so that parsing object by object does not read the disk object by object. */
export function blockCached(source: Source): Source {
  const blockSize = source.readInto === undefined ? SEALED_BLOCK : PLAIN_BLOCK
  // What is being read is in it too: whoever asks for it meanwhile does not read it again.
  const blocks = new Map<number, Promise<Uint8Array>>()

  function block(index: number): Promise<Uint8Array> {
    const bytes = blocks.get(index) ?? readBlock(index)
    // Re-inserting keeps the most recently used at the end of the map's order.
    blocks.delete(index)
    blocks.set(index, bytes)
    for (const oldest of blocks.keys()) {
      if (blocks.size * blockSize <= CACHED_BYTES) break
      blocks.delete(oldest)
    }
    return bytes
  }

  function readBlock(index: number): Promise<Uint8Array> {
    const bytes = source.read(index * blockSize, blockSize)
    // What could not be read just now may be readable when it is asked for again.
    bytes.catch(() => { blocks.delete(index) })
    return bytes
  }

  return {
    size: source.size,
    // Whoever brings a buffer of his own reads a long run: past the cache, and without a new buffer a piece.
    ...(source.readInto === undefined ? {} : { readInto: source.readInto.bind(source) }),
    async read(offset, length) {
      const end = Math.min(offset + length, source.size)
      if (end <= offset) return new Uint8Array(0)
      // Long runs (streams, hashing) would only push everything else out.
      if (end - offset > 8 * SEALED_BLOCK) return source.read(offset, end - offset)
      const first = Math.floor(offset / blockSize)
      const last = Math.floor((end - 1) / blockSize)
      if (first === last) return (await block(first)).subarray(offset - first * blockSize, end - first * blockSize)
      const parts: Uint8Array[] = []
      for (let index = first; index <= last; index++) parts.push(await block(index))
      return Buffer.concat(parts).subarray(offset - first * blockSize, end - first * blockSize)
    },
  }
}
