import Sqlite from 'better-sqlite3'
import { ProblemError } from '../../shared/problem.ts'
import type { Database } from './database.ts'
import type { ProfileKey } from './key.ts'
import type { ProfileFiles } from './profile.ts'
import { translateSqlite } from './sqlite-error.ts'

const BUSY_MS = 10_000 // longer than any page transaction of another process

/** A database file of the profile, opened alone. The key goes in by PRAGMA only: SQL text ends up in traces and errors. */
export function openFile(path: string, key: ProfileKey): Database {
  try {
    const db = new Sqlite(path, { timeout: BUSY_MS })
    db.pragma(`cipher = 'aegis'`)
    db.pragma(`key = "x'${Buffer.from(key.bytes).toString('hex')}'"`)
    return db
  } catch (error) {
    throw translateSqlite(error)
  }
}

/** Opens a file, does `work` with it and closes it whatever happens; SQLite's failures come out as problems. */
export function withFile<T>(path: string, key: ProfileKey, work: (db: Database) => T): T {
  const db = openFile(path, key)
  try {
    return work(db)
  } catch (error) {
    throw translateSqlite(error)
  } finally {
    db.close()
  }
}

/** The connection that everything works on: the cache as main, `work.db` attached, each with its own care for its commits. */
export function connect(files: ProfileFiles, key: ProfileKey): Database {
  const db = openFile(files.cache, key)
  try {
    db.pragma('journal_mode = WAL')
    db.prepare('ATTACH ? AS work').run(files.work) // inherits cipher and key
    db.pragma('main.synchronous = NORMAL')
    db.pragma('work.synchronous = FULL')
    db.pragma('main.cache_size = -16384')
    db.pragma('temp_store = MEMORY') // a sort that spills must not leave plain text on the disk
    return db
  } catch (error) {
    db.close()
    throw translateSqlite(error)
  }
}

export function isDamaged(error: unknown): boolean {
  return error instanceof ProblemError && error.code === 'store.damaged'
}
