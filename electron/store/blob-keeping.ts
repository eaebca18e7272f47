import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type BlobRoot, pathOf } from './blobs.ts'
import { type Database, pluck, sql, transact } from './database.ts'
import type { Store } from './open.ts'

const UNUSED_MS = 86_400_000 // a blob is put just before the transaction that names it; a day later nothing will

const NAMED: Readonly<Record<BlobRoot, string>> = { cache: 'select sha256 from cached_blob where bytes is null', work: 'select sha256 from work_blob where bytes is null' }

/** Names blobs of the work root as needed by an outbox row or draft; in the transaction that writes that row. */
export function useBlobs(db: Database, user: string, hashes: readonly string[]): void {
  for (const sha256 of hashes) sql(db, 'insert or ignore into blob_use (sha256, user) values (?,?)').run(sha256, user)
}

/**
 * Says that `user` needs its blobs no longer; in the transaction that ends its row, or a crash would keep them for ever.
 * Answers those that nobody else needs: give them to `retireBlobs` afterwards.
 */
export function unuseBlobs(db: Database, user: string): readonly string[] {
  const used = sql<{ sha256: string }>(db, 'select sha256 from blob_use where user = ?').all(user)
  sql(db, 'delete from blob_use where user = ?').run(user)
  return used.map(row => row.sha256).filter(sha256 => pluck(db, 'select 1 from blob_use where sha256 = ?', sha256) === undefined)
}

/** Makes blobs that nobody needs ordinary cached ones: the province has them now, so they may be evicted, but they stay readable offline. What a crash leaves is swept. */
export function retireBlobs(store: Store, hashes: readonly string[], now: number): void {
  for (const sha256 of hashes) moveToCache(store, sha256, now)
}

/** Blobs of the work root that nobody came to need become cached ones: a draft that was closed unsaved, a crash before the row that names them. */
export function sweepWorkBlobs(store: Store, now: number): void {
  const unused = sql<{ sha256: string }>(store.db, 'select sha256 from work_blob where made_at < ? and not exists (select 1 from blob_use u where u.sha256 = work_blob.sha256)').all(now - UNUSED_MS)
  retireBlobs(store, unused.map(row => row.sha256), now)
}

/**
 * Takes away files that no row of their root names, a day old: left by a crash between file and row. A download's `.part`
 * goes on where it stopped, so it goes only when nobody came back for it for that long.
 */
export function sweepFiles(store: Store, now: number): void {
  for (const root of ['work', 'cache'] as const) {
    const folder = root === 'work' ? store.files.workBlobs : store.files.cacheBlobs
    const named = new Set(sql<{ sha256: string }>(store.db, NAMED[root]).all().map(({ sha256 }) => basename(pathOf(store, root, sha256))))
    for (const name of readdirSync(folder)) {
      const writtenAt = statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? now
      if (!named.has(name) && writtenAt < now - UNUSED_MS) rmSync(join(folder, name), { force: true })
    }
  }
}

/** Notes that a cached blob was opened, so that eviction takes others first. */
export function touchBlob(db: Database, sha256: string, now: number): void {
  transact(db, () => sql(db, 'update cached_blob set used_at = ? where sha256 = ?').run(now, sha256))
}

/** Takes the longest unused cached blobs away until the rest fit into the quota. The work root is never touched. */
export function evictBlobs(store: Store, quotaBytes: number): void {
  let total = pluck<number | null>(store.db, 'select sum(size) from cached_blob') ?? 0
  if (total <= quotaBytes) return
  for (const { sha256, size } of sql<{ sha256: string, size: number }>(store.db, 'select sha256, size from cached_blob order by used_at').all()) {
    if (total <= quotaBytes) return
    dropCachedBlob(store, sha256)
    total -= size
  }
}

/** Forgets a cached blob, evicted or found damaged; it can be fetched again. */
export function dropCachedBlob(store: Store, sha256: string): void {
  transact(store.db, () => sql(store.db, 'delete from cached_blob where sha256 = ?').run(sha256))
  rmSync(pathOf(store, 'cache', sha256), { force: true })
}

function moveToCache(store: Store, sha256: string, now: number): void {
  const row = sql<{ size: number, bytes: Uint8Array | null }>(store.db, 'select size, bytes from work_blob where sha256 = ?').get(sha256)
  if (row === undefined) return
  const from = pathOf(store, 'work', sha256)
  if (row.bytes === null && existsSync(from)) renameSync(from, pathOf(store, 'cache', sha256))
  // Two transactions, cache first: between the files there is no common commit, and a crash here only leaves a double.
  transact(store.db, () => sql(store.db, 'insert or replace into cached_blob (sha256, size, bytes, used_at) values (?,?,?,?)').run(sha256, row.size, row.bytes, now))
  transact(store.db, () => sql(store.db, 'delete from work_blob where sha256 = ?').run(sha256))
}
