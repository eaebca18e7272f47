import { createHash } from 'node:crypto'
import type { BlobRef } from '../../shared/model/edoc.ts'
import { ProblemError } from '../../shared/problem.ts'
import type { Province } from '../province/province.ts'
import { dropCachedBlob, touchBlob } from '../store/blob-keeping.ts'
import type { BlobSource } from '../store/blob-file.ts'
import { finishBlob, hasBlob, openBlob, partOf, putBlob, type StoredBlob } from '../store/blobs.ts'
import type { Store } from '../store/open.ts'

export interface FetchInputs { readonly store: Store, readonly province: Province, readonly account: string, readonly now: () => number }

const SMALL = 65_536
const PIECE = 262_144

/**
 * `fetchBlob` for a desk where several ask for the same file at once (its reader and the judging behind the sync): the
 * second waits for the first. Two downloads into one part would spoil each other's bytes.
 */
export function createFetcher(inputs: FetchInputs): (file: BlobRef) => Promise<BlobSource> {
  const running = new Map<string, Promise<unknown>>()
  return async file => {
    for (let other = running.get(file.sha256); other !== undefined; other = running.get(file.sha256)) await other
    const mine = fetchBlob(inputs, file)
    // Whoever waits tries for itself when this one fails.
    running.set(file.sha256, mine.then(() => {}, () => {}).finally(() => running.delete(file.sha256)))
    return mine
  }
}

/**
 * A file of a document, fetched if it is not here yet, checked against its hash; close it. A broken download goes on where
 * it stopped. `blob.hash-mismatch` leaves no bytes; `blob.not-here` when neither we nor the province have it. A problem of
 * the file itself names it.
 */
export async function fetchBlob(inputs: FetchInputs, file: BlobRef): Promise<BlobSource> {
  try {
    return await fetchSound(inputs, file)
  } catch (error) {
    if (!(error instanceof ProblemError) || !error.code.startsWith('blob.')) throw error
    throw new ProblemError(error.code, { name: file.name, ...error.facts }, { cause: error })
  }
}

async function fetchSound(inputs: FetchInputs, file: BlobRef): Promise<BlobSource> {
  const { store } = inputs
  if (file.sha256 === '') throw new ProblemError('blob.hash-mismatch', { reason: 'no-hash' })
  for (let tries = 0; ; tries++) {
    if (!hasBlob(store, file.sha256)) await fetchOnce(inputs, file)
    const source = await openBlob(store, file.sha256)
    if (source !== null && await isReadable(source)) {
      touchBlob(store.db, file.sha256, inputs.now())
      return source
    }
    await source?.close()
    if (tries > 0) throw new ProblemError('blob.damaged')
    dropCachedBlob(store, file.sha256) // damaged on the disk: what can be fetched again is fetched again
  }
}

async function fetchOnce({ store, province, account, now }: FetchInputs, file: BlobRef): Promise<StoredBlob> {
  if (file.size <= SMALL) return fetchSmall({ store, province, account, now }, file)
  const part = await partOf(store, file.sha256)
  try {
    const { from, pieces } = await province.download(account, file, part.held)
    // The server sent the whole file though a range was asked for: appending it would make two files of one.
    if (from !== part.held) await part.restart()
    if (from !== 0 && from !== part.held) throw new ProblemError('province.server-failed', { what: 'content-range' })
    for await (const piece of pieces) {
      if (part.held + piece.length > file.size) throw new ProblemError('blob.hash-mismatch', { reason: 'longer' })
      await part.append(piece)
    }
    if (part.held < file.size) throw new ProblemError('province.unreachable', { reason: 'short' })
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'blob.hash-mismatch') await part.discard()
    else await part.pause()
    throw error
  }
  return finishBlob(store, 'cache', part, { wanted: file.sha256, now: now() })
}

async function fetchSmall({ store, province, account, now }: FetchInputs, file: BlobRef): Promise<StoredBlob> {
  const { pieces } = await province.download(account, file, 0)
  const held: Uint8Array[] = []
  let size = 0
  for await (const piece of pieces) {
    held.push(piece)
    size += piece.length
    if (size > file.size) throw new ProblemError('blob.hash-mismatch', { reason: 'longer' })
  }
  const bytes = Buffer.concat(held)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  if (sha256 !== file.sha256) throw new ProblemError('blob.hash-mismatch', { wanted: file.sha256, sha256 })
  return putBlob(store, 'cache', bytes, now())
}

/** Every chunk proves itself as it is opened; what turns out damaged in the middle of reading cannot be fetched again any more. */
async function isReadable(source: BlobSource): Promise<boolean> {
  try {
    for (let at = 0; at < source.size; at += PIECE) await source.read(at, PIECE)
    return true
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'blob.damaged') return false
    throw error
  }
}
