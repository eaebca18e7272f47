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
    noteUse(inputs, file.sha256)
    const source = await openSound(store, file.sha256)
    if (source !== null) return source
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

/** Says that the blob was used, so that others go first. What is here is read on a full disk too. */
function noteUse({ store, now }: FetchInputs, sha256: string): void {
  try {
    touchBlob(store.db, sha256, now())
  } catch (error) {
    if (!(error instanceof ProblemError) || !['store.disk-full', 'store.read-only', 'store.busy'].includes(error.code)) throw error
  }
}

/** The blob where all of it can be read: every chunk proves itself, and what turns out damaged later cannot be fetched again. */
async function openSound(store: Store, sha256: string): Promise<BlobSource | null> {
  const source = await openBlob(store, sha256).catch(asNull)
  if (source === null) return null
  try {
    for (let at = 0; at < source.size; at += PIECE) await source.read(at, PIECE)
    return source
  } catch (error) {
    await source.close()
    return asNull(error)
  }
}

function asNull(error: unknown): null {
  if (error instanceof ProblemError && error.code === 'blob.damaged') return null
  throw error
}
