import { open } from 'node:fs/promises'
import { ProblemError } from '../../shared/problem.ts'
import { blobKey, CHUNK, HEADER, MARK, openChunk, plainSize, SALT, TAG } from './blob-cipher.ts'
import type { ProfileKey } from './key.ts'
import { translateFile } from './sqlite-error.ts'

/** Bytes that are read where they lie; the shape of `pdf/`'s Source, so that a blob can be read as a document. */
export interface BlobSource {
  readonly size: number
  /** Exactly the bytes [offset, offset + length) that exist; shorter only at the end. `blob.damaged` when they are not what was written. */
  read(offset: number, length: number): Promise<Uint8Array>
  close(): Promise<void>
}

/** Opens an encrypted blob. Null when there is no such file. */
export async function openBlobFile(path: string, key: ProfileKey): Promise<BlobSource | null> {
  const file = await open(path, 'r').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw translateFile(error)
  })
  if (file === null) return null
  try {
    const size = plainSize((await file.stat()).size)
    const header = await exactly(file, 0, HEADER)
    if (!header.subarray(0, MARK.length).equals(MARK)) throw damaged()
    const fileKey = blobKey(key, header.subarray(MARK.length, MARK.length + SALT))
    const last = Math.max(0, Math.ceil(size / CHUNK) - 1)
    const chunk = async (index: number): Promise<Buffer> => {
      const length = Math.min(CHUNK, size - index * CHUNK)
      const plain = openChunk(fileKey, index, index === last, await exactly(file, HEADER + index * (CHUNK + TAG), length + TAG))
      if (plain === null) throw damaged()
      return plain
    }
    return { size, read: (offset, length) => range(chunk, size, offset, length), close: () => file.close() }
  } catch (error) {
    await file.close()
    throw error
  }
}

async function range(chunk: (index: number) => Promise<Buffer>, size: number, offset: number, length: number): Promise<Uint8Array> {
  const from = Math.max(0, Math.min(offset, size))
  const to = Math.max(from, Math.min(offset + length, size))
  const bytes = new Uint8Array(to - from)
  for (let at = from; at < to;) {
    const index = Math.floor(at / CHUNK)
    const piece = (await chunk(index)).subarray(at - index * CHUNK, to - index * CHUNK)
    bytes.set(piece, at - from)
    at += piece.length
  }
  return bytes
}

async function exactly(file: Awaited<ReturnType<typeof open>>, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  for (let done = 0; done < length;) {
    const { bytesRead } = await file.read(buffer, done, length - done, position + done)
    if (bytesRead === 0) throw damaged()
    done += bytesRead
  }
  return buffer
}

function damaged(): ProblemError { return new ProblemError('blob.damaged') }
