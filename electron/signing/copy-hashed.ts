import { createHash, type Hash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { ProblemError } from '../../shared/problem.ts'

const PIECE = 1024 * 1024

/**
 * Copies a file and hashes what it writes: read once, written beside the hashing. What the hash says is what the copy
 * holds, whatever happens to the original meanwhile. Throws `file.unreadable` for the original, errors of the system for the copy.
 */
export async function copyHashed(from: string, to: string, mode: number): Promise<Hash> {
  const source = await open(from, 'r').catch((cause: unknown) => { throw new ProblemError('file.unreadable', { reason: codeOf(cause) }, { cause }) })
  try {
    const target = await open(to, 'w', mode)
    try {
      return await pump(source, target)
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

/** While one piece is hashed here the one before is written and the next one read: three buffers in turn. */
async function pump(source: FileHandle, target: FileHandle): Promise<Hash> {
  const hash = createHash('sha256')
  const buffers = Array.from({ length: 3 }, () => ({ bytes: Buffer.allocUnsafeSlow(PIECE), written: Promise.resolve() }))
  const read = (turn: number, at: number) => told(source.read(buffers[turn]!.bytes, 0, PIECE, at))
  let reading = read(0, 0)
  for (let at = 0, turn = 0; ;) {
    const { bytesRead } = await reading
    if (bytesRead === 0) break
    const piece = buffers[turn]!.bytes.subarray(0, bytesRead)
    buffers[turn]!.written = told(writeAll(target, piece, at))
    at += bytesRead
    turn = (turn + 1) % buffers.length
    await buffers[turn]!.written
    reading = read(turn, at)
    hash.update(piece)
  }
  for (const { written } of buffers) await written
  return hash
}

/** What fails while something else is waited for is told when it is waited for itself. */
function told<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined)
  return work
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

async function writeAll(target: FileHandle, piece: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < piece.length;) done += (await target.write(piece, done, piece.length - done, at + done)).bytesWritten
}
