import Sqlite from 'better-sqlite3'
import { translateSqlite } from './sqlite-error.ts'

/**
 * Locks between processes, held by SQLite's own file locks, so that they die with their process (SIGKILL too). The
 * files are plain and hold nothing.
 */
export interface Held { release(): void }

/** How long an exclusive taker waits for the others to close, and they for it: a migration of a full cache takes seconds. */
const WAIT_MS = 30_000

/** Held by every process while it has a database open. Waits while another migrates; `store.busy` when that takes too long. */
export function shareLock(path: string): Held {
  const db = openLock(path, WAIT_MS)
  // A read transaction in rollback mode holds SHARED from its first read until it ends.
  guarded(db, () => { db.exec('BEGIN'); db.prepare('SELECT count(*) FROM sqlite_schema').get() })
  return heldBy(db)
}

/** For migration and for setting a damaged cache aside: nobody else has a database open. While it waits, newcomers wait behind it. */
export function takeExclusive(path: string, waitMs = WAIT_MS): Held {
  const db = openLock(path, waitMs)
  guarded(db, () => { db.exec('BEGIN EXCLUSIVE') })
  return heldBy(db)
}

/** As `takeExclusive`, but null at once when somebody else holds it: for a caller that waits without blocking its thread. */
export function tryExclusive(path: string): Held | null {
  const db = openLock(path, 0)
  try {
    db.exec('BEGIN EXCLUSIVE')
    return heldBy(db)
  } catch (error) {
    db.close()
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')) return null
    throw translateSqlite(error)
  }
}

function openLock(path: string, timeout: number): Sqlite.Database {
  try {
    return new Sqlite(path, { timeout })
  } catch (error) {
    throw translateSqlite(error)
  }
}

function guarded(db: Sqlite.Database, work: () => void): void {
  try {
    work()
  } catch (error) {
    db.close()
    throw translateSqlite(error)
  }
}

function heldBy(db: Sqlite.Database): Held {
  return { release: () => { if (db.open) db.close() } }
}
