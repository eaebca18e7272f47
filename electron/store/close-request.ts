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

export function askOthersToClose(files: ProfileFiles, key: ProfileKey, at: number): void {
  onRequests(files, key, db => sql(db, `insert into profile_request (kind, at) values ('close', ?) on conflict (kind) do update set at = excluded.at`).run(at))
}

export function clearRequest(files: ProfileFiles, key: ProfileKey): void {
  onRequests(files, key, db => sql(db, 'delete from profile_request').run())
}

export function isAskedToClose(db: Database, at: number): boolean {
  const asked = pluck<number>(db, `select at from work.profile_request where kind = 'close'`)
  return asked !== undefined && at - asked < STALE_MS
}

/** A new profile, or one of a version before the table was there, has nobody to ask. */
function onRequests(files: ProfileFiles, key: ProfileKey, write: (db: Database) => void): void {
  if (!existsSync(files.work)) return
  withFile(files.work, key, db => {
    if (pluck(db, `select 1 from sqlite_schema where name = 'profile_request'`) !== undefined) write(db)
  })
}
