import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { withFile } from './connect.ts'
import { type Database, pluck, sql } from './database.ts'
import type { ProfileKey } from './key.ts'
import type { ProfileFiles } from './profile.ts'

/**
 * An open file cannot be renamed on Windows, so whoever needs the databases for itself asks the others by a row that
 * they poll. A request older than this is left from a process that died while it waited.
 */
const STALE_MS = 60_000

/** Answers the request's name, for `clearRequest`: two may ask at once, and the first to be done must not take back what the other asked. */
export function askOthersToClose(files: ProfileFiles, key: ProfileKey, at: number): string {
  const kind = `close ${randomBytes(8).toString('hex')}`
  onRequests(files, key, db => {
    sql(db, 'delete from profile_request where at < ?').run(at - STALE_MS)
    sql(db, 'insert into profile_request (kind, at) values (?, ?)').run(kind, at)
  })
  return kind
}

export function clearRequest(files: ProfileFiles, key: ProfileKey, kind: string): void {
  onRequests(files, key, db => sql(db, 'delete from profile_request where kind = ?').run(kind))
}

export function isAskedToClose(db: Database, at: number): boolean {
  const asked = pluck<number | null>(db, `select max(at) from work.profile_request where kind like 'close%'`) ?? null
  return asked !== null && at - asked < STALE_MS
}

/** A new profile, or one of a version before the table was there, has nobody to ask. */
function onRequests(files: ProfileFiles, key: ProfileKey, write: (db: Database) => void): void {
  if (!existsSync(files.work)) return
  withFile(files.work, key, db => {
    if (pluck(db, `select 1 from sqlite_schema where name = 'profile_request'`) !== undefined) write(db)
  })
}
