import type { Source } from './source.ts'

const BLOCK = 64 * 1024
/** 4 MB in all: objects lie scattered, and a small read of a file or an encrypted blob costs as much as a block. */
const BLOCKS = 64

/** The same source with its last blocks kept, so that parsing object by object does not read the disk object by object. */
export function blockCached(source: Source): Source {
  const blocks = new Map<number, Uint8Array>()

  async function block(index: number): Promise<Uint8Array> {
    const known = blocks.get(index)
    const bytes = known ?? await source.read(index * BLOCK, BLOCK)
    // Re-inserting keeps the most recently used at the end of the map's order.
    blocks.delete(index)
    blocks.set(index, bytes)
    for (const oldest of blocks.keys()) {
      if (blocks.size <= BLOCKS) break
      blocks.delete(oldest)
    }
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
      if (end - offset > 8 * BLOCK) return source.read(offset, end - offset)
      const first = Math.floor(offset / BLOCK)
      const last = Math.floor((end - 1) / BLOCK)
      if (first === last) return (await block(first)).subarray(offset - first * BLOCK, end - first * BLOCK)
      const parts: Uint8Array[] = []
      for (let index = first; index <= last; index++) parts.push(await block(index))
      return Buffer.concat(parts).subarray(offset - first * BLOCK, end - first * BLOCK)
    },
  }
}
