import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ProblemError } from '../../shared/problem.ts'
import { withFile } from './connect.ts'
import { pluck, sql } from './database.ts'
import type { ProfileKey } from './key.ts'
import type { ProfileFiles } from './profile.ts'

const KEPT = 3

/**
 * A copy of `work.db` in the backup folder, under the same key: VACUUM INTO, since better-sqlite3's backup() fails on
 * encrypted files and serialize() is plain text. It counts only after it was opened and read whole. Three are kept.
 */
export function backUpWork(files: ProfileFiles, key: ProfileKey, at: number): string {
  const path = join(files.backup, `work-${new Date(at).toISOString().replace(/\D/g, '').slice(0, 17)}.db`)
  const unfinished = `${path}.new`
  rmSync(unfinished, { force: true })
  withFile(files.work, key, db => sql(db, 'VACUUM INTO ?').run(unfinished))
  flush(unfinished)
  const verdict = withFile(unfinished, key, db => pluck<string>(db, 'pragma integrity_check(1)'))
  if (verdict !== 'ok') throw new ProblemError('store.damaged', { file: 'work' })
  renameSync(unfinished, path)
  const all = readdirSync(files.backup).filter(name => /^work-\d+\.db$/.test(name)).sort()
  for (const name of all.slice(0, -KEPT)) rmSync(join(files.backup, name))
  return path
}

function flush(path: string): void {
  const file = openSync(path, 'r+')
  try { fsyncSync(file) } finally { closeSync(file) }
}
