import { createHash, type Hash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ProblemError } from '../../shared/problem.ts'
import { blobName } from './blob-cipher.ts'
import { type BlobSource, openBlobFile } from './blob-file.ts'
import { type BlobPart, openPart } from './blob-part.ts'
import { sql, transactUnflushed } from './database.ts'
import type { Store } from './open.ts'

/** `cache` can be fetched again and may be evicted; `work` is what the officer made and is never lost with the cache. */
export type BlobRoot = 'cache' | 'work'
export interface StoredBlob { readonly sha256: string, readonly size: number }

/** Smaller blobs lie in their root's database: a file each would cost more than its bytes. */
const INLINE_BYTES = 65_536
const PUT: Readonly<Record<BlobRoot, string>> = {
  cache: 'insert or replace into cached_blob (sha256, size, bytes, used_at) values (?,?,?,?)',
  work: 'insert or replace into work_blob (sha256, size, bytes, made_at) values (?,?,?,?)',
}
const FIND: Readonly<Record<BlobRoot, string>> = { cache: 'select size, bytes from cached_blob where sha256 = ?', work: 'select size, bytes from work_blob where sha256 = ?' }

/**
 * Keeps a blob in a root: on the disk and flushed before a row names it. Content-addressed, so a repeat is free. What is
 * put into `work` must be named by `useBlobs` in the transaction that needs it, or `sweepWorkBlobs` takes it after a day.
 */
export async function putBlob(store: Store, root: BlobRoot, bytes: Uint8Array | AsyncIterable<Uint8Array>, now: number): Promise<StoredBlob> {
  if (bytes instanceof Uint8Array && bytes.length <= INLINE_BYTES) {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    return putRow(store, root, { sha256, size: bytes.length, bytes }, now)
  }
  const part = await openPart(join(folderOf(store, root), `${randomBytes(12).toString('hex')}.part`), store.key)
  try {
    for await (const piece of bytes instanceof Uint8Array ? [bytes] : bytes) await part.append(piece)
    return await finishBlob(store, root, part, { wanted: null, now })
  } catch (error) {
    // A full disk gets back what this took of it.
    await part.discard()
    throw error
  }
}

/** A blob for reading, from whichever root holds it. Null when it is not here; close it. */
export async function openBlob(store: Store, sha256: string): Promise<BlobSource | null> {
  for (const root of ['work', 'cache'] as const) {
    const row = sql<{ size: number, bytes: Uint8Array | null }>(store.db, FIND[root]).get(sha256)
    if (row === undefined) continue
    if (row.bytes !== null) return inline(row.bytes)
    const file = await openBlobFile(pathOf(store, root, sha256), store.key)
    if (file !== null) return file
  }
  return null
}

/** True when the blob can be read here, offline too. */
export function hasBlob(store: Store, sha256: string): boolean {
  return (['work', 'cache'] as const).some(root => {
    const row = sql<{ size: number, bytes: Uint8Array | null }>(store.db, FIND[root]).get(sha256)
    return row !== undefined && (row.bytes !== null || existsSync(pathOf(store, root, sha256)))
  })
}

/** All bytes of a blob that must be here. `blob.not-here`, `blob.damaged`. */
export async function readBlob(store: Store, sha256: string): Promise<Uint8Array> {
  const source = await openBlob(store, sha256)
  if (source === null) throw new ProblemError('blob.not-here')
  try { return await source.read(0, source.size) } finally { await source.close() }
}

/** Reads the whole blob against its hash: before signing, sending and judging. `blob.hash-mismatch`, `blob.damaged`, `blob.not-here`. */
export async function checkBlob(store: Store, sha256: string): Promise<void> {
  const source = await openBlob(store, sha256)
  if (source === null) throw new ProblemError('blob.not-here')
  try { await hashChecked(source, sha256) } finally { await source.close() }
}

/** The same of an open blob; answers the hash as a state that can be continued, for who goes on with these bytes. */
export async function hashChecked(source: BlobSource, sha256: string): Promise<Hash> {
  const hash = createHash('sha256')
  for (let at = 0; at < source.size; at += INLINE_BYTES * 4) hash.update(await source.read(at, INLINE_BYTES * 4))
  if (hash.copy().digest('hex') !== sha256) throw new ProblemError('blob.hash-mismatch', { wanted: sha256 })
  return hash
}

/** A download in progress, keyed by what is wanted; goes on where the last try broke off. */
export function partOf(store: Store, wanted: string): Promise<BlobPart> {
  return openPart(join(folderOf(store, 'cache'), `${blobName(store.key, wanted)}.part`), store.key)
}

/** Checks a finished part, gives it its place and names it in the root's database. */
export async function finishBlob(store: Store, root: BlobRoot, part: BlobPart, { wanted, now }: { readonly wanted: string | null, readonly now: number }): Promise<StoredBlob> {
  const stored = await part.finish(sha256 => pathOf(store, root, sha256), wanted)
  return putRow(store, root, { ...stored, bytes: null }, now)
}

export function pathOf(store: Store, root: BlobRoot, sha256: string): string {
  return join(folderOf(store, root), blobName(store.key, sha256))
}

function folderOf(store: Store, root: BlobRoot): string {
  return root === 'cache' ? store.files.cacheBlobs : store.files.workBlobs
}

function putRow(store: Store, root: BlobRoot, { sha256, size, bytes }: StoredBlob & { readonly bytes: Uint8Array | null }, now: number): StoredBlob {
  // Flushed with the transaction that names it, which is in the same database.
  transactUnflushed(store.db, () => sql(store.db, PUT[root]).run(sha256, size, bytes, now))
  return { sha256, size }
}

function inline(bytes: Uint8Array): BlobSource {
  return { size: bytes.length, read: (offset, length) => Promise.resolve(bytes.subarray(Math.max(0, offset), Math.max(0, offset + length))), close: () => Promise.resolve() }
}
