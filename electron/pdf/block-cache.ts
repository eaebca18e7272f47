import type { Source } from './source.ts'

/** A chunk of an encrypted blob, which is deciphered whole or not at all. */
const SEALED_BLOCK = 64 * 1024
/** Of a plain file: objects lie scattered among pictures, most of a larger block would be read for nothing. */
const PLAIN_BLOCK = 16 * 1024
/** In all: objects lie scattered, and a small read costs as much as a block. */
const CACHED_BYTES = 4 * 1024 * 1024
const LONG_RUN = 8 * SEALED_BLOCK

/** `bytes` once they are here. */
interface Block { bytes: Uint8Array | null; readonly coming: Promise<Uint8Array> | null }

/** The same source with its last blocks kept, so that parsing object by object does not read the disk object by object. */
export function blockCached(source: Source): Source {
  const blockSize = source.readInto === undefined ? SEALED_BLOCK : PLAIN_BLOCK
  // What is being read is in it too: whoever asks for it meanwhile does not read it again.
  const blocks = new Map<number, Block>()
  const held = { newest: -1 }

  /** The block if it is here or can be had without waiting. */
  function blockNow(index: number): Uint8Array | null {
    const known = blocks.get(index)
    const bytes = known === undefined ? source.readNow?.(index * blockSize, blockSize) ?? null : known.bytes
    if (bytes !== null) keep(index, known ?? { bytes, coming: null })
    return bytes
  }

  function block(index: number): Promise<Uint8Array> {
    const known = blocks.get(index)
    const coming = known?.coming ?? source.read(index * blockSize, blockSize)
    if (known === undefined) {
      const one: Block = { bytes: null, coming }
      keep(index, one)
      // What could not be read just now may be readable when it is asked for again.
      coming.then(bytes => { one.bytes = bytes }, () => { blocks.delete(index) })
    } else keep(index, known)
    return coming
  }

  /** Re-inserting keeps the most recently used at the end of the map's order. */
  function keep(index: number, one: Block): void {
    if (held.newest === index && blocks.has(index)) return
    blocks.delete(index)
    blocks.set(index, one)
    held.newest = index
    for (const oldest of blocks.keys()) {
      if (blocks.size * blockSize <= CACHED_BYTES) break
      blocks.delete(oldest)
    }
  }

  function readNow(offset: number, length: number): Uint8Array | null {
    const end = Math.min(offset + length, source.size)
    if (end <= offset) return new Uint8Array(0)
    // Long runs (streams, hashing) would only push everything else out.
    if (end - offset > LONG_RUN) return source.readNow?.(offset, end - offset) ?? null
    const [first, last] = [Math.floor(offset / blockSize), Math.floor((end - 1) / blockSize)]
    if (first === last) return blockNow(first)?.subarray(offset - first * blockSize, end - first * blockSize) ?? null
    const parts: Uint8Array[] = []
    for (let index = first; index <= last; index++) {
      const part = blockNow(index)
      if (part === null) return null
      parts.push(part)
    }
    return joined(parts, first * blockSize, { offset, end })
  }

  async function read(offset: number, length: number): Promise<Uint8Array> {
    const now = readNow(offset, length)
    if (now !== null) return now
    const end = Math.min(offset + length, source.size)
    if (end - offset > LONG_RUN) return source.read(offset, end - offset)
    const [first, last] = [Math.floor(offset / blockSize), Math.floor((end - 1) / blockSize)]
    if (first === last) return (await block(first)).subarray(offset - first * blockSize, end - first * blockSize)
    const parts: Uint8Array[] = []
    for (let index = first; index <= last; index++) parts.push(await block(index))
    return joined(parts, first * blockSize, { offset, end })
  }

  return {
    size: source.size, readNow, read,
    // Whoever brings a buffer of his own reads a long run: past the cache, and without a new buffer a piece.
    ...(source.readInto === undefined ? {} : { readInto: source.readInto.bind(source) }),
  }
}

/** The bytes of a range from blocks that lie one behind the other; fewer where the source became shorter under us. */
function joined(parts: readonly Uint8Array[], from: number, { offset, end }: { readonly offset: number; readonly end: number }): Uint8Array {
  const bytes = new Uint8Array(end - offset)
  let at = from - offset
  for (const part of parts) {
    bytes.set(part.subarray(Math.max(0, -at), Math.max(0, bytes.length - at)), Math.max(0, at))
    at += part.length
  }
  return at < bytes.length ? bytes.subarray(0, Math.max(0, at)) : bytes
}
