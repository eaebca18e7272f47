import { createHash, type Hash, randomBytes } from 'node:crypto'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { ProblemError } from '../../shared/problem.ts'
import { blobKey, CHUNK, HEADER, MARK, openChunk, SALT, sealChunk, TAG } from './blob-cipher.ts'
import type { ProfileKey } from './key.ts'
import { translateFile } from './sqlite-error.ts'

/** Opens `path` to write, going on after the whole chunks it holds; the first chunk that does not open ends what is held. */
export async function openPart(path: string, key: ProfileKey): Promise<BlobPart> {
  // 'a+' makes the file where it is missing; only 'r+' may then write at a position.
  const file = await open(path, 'a+', 0o600).then(async made => { await made.close(); return open(path, 'r+') }).catch((error: unknown) => { throw translateFile(error) })
  try {
    const header = Buffer.alloc(HEADER)
    const { bytesRead } = await file.read(header, 0, HEADER, 0)
    const isOurs = bytesRead === HEADER && header.subarray(0, MARK.length).equals(MARK)
    const part = new BlobPart(path, file, key, isOurs ? header.subarray(MARK.length) : await startFile(file))
    await part.readHeld()
    return part
  } catch (error) {
    await file.close()
    throw translateFile(error)
  }
}

/** A blob that is being written: the same form as a finished one, so that a download goes on where it broke off. */
export class BlobPart {
  readonly #path: string
  readonly #file: FileHandle
  readonly #profileKey: ProfileKey
  #fileKey: Uint8Array
  #hash: Hash = createHash('sha256')
  /** Whole chunks on the disk. */
  #sealed = 0
  /** The chunk being gathered. A full one stays here until it is known not to be the last, since the last is sealed otherwise. */
  #rest = Buffer.alloc(0)

  constructor(path: string, file: FileHandle, profileKey: ProfileKey, salt: Uint8Array) {
    this.#path = path
    this.#file = file
    this.#profileKey = profileKey
    this.#fileKey = blobKey(profileKey, salt)
  }

  /** How many bytes are here already; a download resumes from there. */
  get held(): number { return this.#sealed * CHUNK + this.#rest.length }

  async readHeld(): Promise<void> {
    const buffer = Buffer.alloc(CHUNK + TAG)
    for (; ; this.#sealed++) {
      const { bytesRead } = await this.#file.read(buffer, 0, buffer.length, HEADER + this.#sealed * buffer.length)
      const plain = bytesRead < buffer.length ? null : openChunk(this.#fileKey, this.#sealed, false, buffer)
      if (plain === null) return
      this.#hash.update(plain)
    }
  }

  async append(bytes: Uint8Array): Promise<void> {
    this.#hash.update(bytes)
    for (let at = 0; at < bytes.length;) {
      if (this.#rest.length === CHUNK) await this.#seal(false)
      const piece = bytes.subarray(at, at + CHUNK - this.#rest.length)
      this.#rest = Buffer.concat([this.#rest, piece])
      at += piece.length
    }
  }

  /** Begins anew, for a server that sent the whole file though a range was asked for. A new salt: other bytes under an old nonce would give both away. */
  async restart(): Promise<void> {
    this.#fileKey = blobKey(this.#profileKey, await startFile(this.#file).catch((error: unknown) => { throw translateFile(error) }))
    this.#hash = createHash('sha256')
    this.#sealed = 0
    this.#rest = Buffer.alloc(0)
  }

  /**
   * Seals the last chunk, flushes and gives the file the name that `pathOf` makes of its hash. `blob.hash-mismatch` when
   * the bytes are not the wanted ones; nothing is left of them then.
   */
  async finish(pathOf: (sha256: string) => string, wanted: string | null): Promise<{ readonly sha256: string, readonly size: number }> {
    const size = this.held
    const sha256 = this.#hash.digest('hex')
    if (wanted !== null && wanted !== sha256) {
      await this.discard()
      throw new ProblemError('blob.hash-mismatch', { wanted, sha256 })
    }
    const path = pathOf(sha256)
    try {
      await this.#seal(true)
      await this.#file.truncate(HEADER + this.#sealed * TAG + size)
      await this.#file.sync()
      await this.#file.close() // Windows renames no open file
      await rename(this.#path, path)
      await syncFolder(dirname(path))
    } catch (error) {
      throw isGone(error) ? new ProblemError('store.busy', { what: 'download' }, { cause: error }) : translateFile(error)
    } finally {
      await this.#file.close()
    }
    return { sha256, size }
  }

  /** Leaves what is held for the next time. */
  async pause(): Promise<void> {
    try {
      if (this.#rest.length === CHUNK) await this.#seal(false)
    } finally {
      await this.#file.close()
    }
  }

  /** Leaves nothing. */
  async discard(): Promise<void> {
    await this.#file.close()
    await rm(this.#path, { force: true })
  }

  async #seal(isLast: boolean): Promise<void> {
    const chunk = sealChunk(this.#fileKey, this.#sealed, isLast, this.#rest)
    await this.#file.write(chunk, 0, chunk.length, HEADER + this.#sealed * (CHUNK + TAG)).catch((error: unknown) => { throw translateFile(error) })
    this.#sealed++
    this.#rest = Buffer.alloc(0)
  }
}

/** Another process has finished the same download into the same part. */
function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

async function startFile(file: FileHandle): Promise<Uint8Array> {
  const salt = randomBytes(SALT)
  await file.truncate(0)
  await file.write(Buffer.concat([MARK, salt]), 0, HEADER, 0)
  return salt
}

/** A rename is on the disk only when its folder is; Windows has no such call and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try { await handle.sync() } finally { await handle.close() }
}
