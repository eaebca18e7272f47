import { readSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { ProblemError } from '../../shared/problem.ts'

/** Bytes that are read where they lie: a file, an encrypted blob, memory. Nothing here ever holds a whole document. */
export interface Source {
  readonly size: number
  /** Exactly the bytes [offset, offset + length) that exist; shorter only at the end of the source. */
  read(offset: number, length: number): Promise<Uint8Array>
  /** Fills `target` from `offset` on and answers how many bytes there were; lets long reads reuse one buffer. */
  readInto?(target: Uint8Array, offset: number): Promise<number>
  /** As `read` where the bytes are at hand; null where they must be waited for. */
  readNow?(offset: number, length: number): Uint8Array | null
}

/** A source that must be closed when it is no longer read. */
export interface FileSource extends Source { close(): Promise<void> }

export function memorySource(bytes: Uint8Array): Source {
  const readNow = (offset: number, length: number): Uint8Array => bytes.subarray(Math.max(0, offset), Math.max(0, offset + length))
  return { size: bytes.length, readNow, read: (offset, length) => Promise.resolve(readNow(offset, length)) }
}

/** Longer runs are waited for even where they are at hand: copying them keeps everything else waiting. */
const SHORT_RUN = 64 * 1024

/**
 * Opens a file for reading. Throws `file.not-found` and `file.unreadable`; the caller closes. `atHand`: this process has
 * just written it, so that it lies in the system's memory and small reads cost less than waiting for them.
 */
export async function fileSource(path: string, { atHand = false } = {}): Promise<FileSource> {
  const handle = await open(path, 'r').catch((cause: unknown) => { throw unreadable(cause) })
  const { size } = await handle.stat()
  async function readInto(target: Uint8Array, offset: number): Promise<number> {
    let done = 0
    while (done < target.length) {
      const { bytesRead } = await handle.read(target, done, target.length - done, offset + done)
      // The file became shorter under us: answer what there is; the parser then says what is missing.
      if (bytesRead === 0) break
      done += bytesRead
    }
    return done
  }
  function readNow(offset: number, length: number): Uint8Array | null {
    if (length > SHORT_RUN) return null
    const buffer = new Uint8Array(Math.max(0, Math.min(length, size - offset)))
    for (let done = 0; done < buffer.length;) {
      const count = readSync(handle.fd, buffer, done, buffer.length - done, offset + done)
      if (count === 0) return buffer.subarray(0, done)
      done += count
    }
    return buffer
  }
  return {
    size, readInto, ...(atHand ? { readNow } : {}),
    async read(offset, length) {
      const buffer = new Uint8Array(Math.max(0, Math.min(length, size - offset)))
      return buffer.subarray(0, await readInto(buffer, offset))
    },
    close: () => handle.close(),
  }
}

/** The first `length` bytes as a document of their own: how an earlier revision is opened. */
export function headOf(source: Source, length: number): Source {
  const size = Math.min(source.size, length)
  const readInto = source.readInto?.bind(source)
  const readNow = source.readNow?.bind(source)
  return {
    size,
    read: (offset, wanted) => source.read(offset, Math.max(0, Math.min(wanted, size - offset))),
    ...(readNow === undefined ? {} : { readNow: (offset: number, wanted: number) => readNow(offset, Math.max(0, Math.min(wanted, size - offset))) }),
    ...(readInto === undefined ? {} : { readInto: (target: Uint8Array, offset: number) => readInto(target.subarray(0, Math.max(0, size - offset)), offset) }),
  }
}

/** An original followed by its appended tail, without copying either. */
export function appended(original: Source, tail: Uint8Array): Source {
  const readInto = original.readInto?.bind(original)
  return {
    size: original.size + tail.length,
    ...(readInto === undefined ? {} : { readInto: async (target: Uint8Array, offset: number) => {
      const before = Math.max(0, Math.min(target.length, original.size - offset))
      const read = before === 0 ? 0 : await readInto(target.subarray(0, before), offset)
      if (read < before) return read
      const from = Math.max(0, offset - original.size)
      const rest = tail.subarray(from, from + target.length - before)
      target.set(rest, before)
      return before + rest.length
    } }),
    async read(offset, length) {
      const end = offset + length
      if (end <= original.size) return original.read(offset, length)
      const fromTail = tail.subarray(Math.max(0, offset - original.size), Math.max(0, end - original.size))
      if (offset >= original.size) return fromTail
      return Buffer.concat([await original.read(offset, original.size - offset), fromTail])
    },
  }
}

/**
 * The bytes of a range in pieces, for hashing and copying without holding them all. A piece is good only until the next
 * is asked for: files reuse one buffer, else 50 MB of pieces would lie about until the collector comes.
 */
export async function* pieces(source: Source, from: number, length: number, pieceSize = 512 * 1024): AsyncGenerator<Uint8Array> {
  const reused = source.readInto === undefined ? null : new Uint8Array(Math.min(pieceSize, length))
  for (let offset = from; offset < from + length;) {
    const wanted = Math.min(pieceSize, from + length - offset)
    const piece = reused === null || source.readInto === undefined
      ? await source.read(offset, wanted)
      : reused.subarray(0, await source.readInto(reused.subarray(0, wanted), offset))
    if (piece.length === 0) throw new ProblemError('pdf.damaged', { what: 'source-shorter', at: offset })
    yield piece
    offset += piece.length
  }
}

function unreadable(cause: unknown): ProblemError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return new ProblemError(code === 'ENOENT' ? 'file.not-found' : 'file.unreadable', {}, { cause })
}
