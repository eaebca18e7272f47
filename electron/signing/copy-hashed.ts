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

async function pump(source: FileHandle, target: FileHandle): Promise<Hash> {
  const hash = createHash('sha256')
  const buffers = [Buffer.allocUnsafeSlow(PIECE), Buffer.allocUnsafeSlow(PIECE)] as const
  let writing: Promise<void> = Promise.resolve()
  for (let at = 0, turn: 0 | 1 = 0; ; turn = turn === 0 ? 1 : 0) {
    const { bytesRead } = await source.read(buffers[turn], 0, PIECE, at)
    await writing
    if (bytesRead === 0) return hash
    const piece = buffers[turn].subarray(0, bytesRead)
    writing = writeAll(target, piece, at)
    // A write that fails while the next piece is read is told when it is waited for.
    writing.catch(() => undefined)
    hash.update(piece)
    at += bytesRead
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

async function writeAll(target: FileHandle, piece: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < piece.length;) done += (await target.write(piece, done, piece.length - done, at + done)).bytesWritten
}
