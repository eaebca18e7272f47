import { statfsSync, statSync } from 'node:fs'
import { OUTBOX_STATES } from '../../shared/model/outbox.ts'
import type { ProblemCode } from '../../shared/problem.ts'
import { type Database, sql } from '../store/database.ts'
import type { ProfileKey } from '../store/key.ts'
import { shareLock } from '../store/lock.ts'
import type { ProfileFiles } from '../store/profile.ts'
import { checkFiles, type Soundness } from '../store/repair.ts'

/** Reads every page of a profile's databases as they lie there; who is mending them meanwhile is waited for. */
export function examineStore(files: ProfileFiles, key: ProfileKey): { readonly cache: Soundness; readonly work: Soundness } {
  const lock = shareLock(files.lock)
  try {
    return checkFiles(files, key)
  } finally {
    lock.release()
  }
}

export interface FilesReport { readonly cacheBytes: number; readonly workBytes: number; readonly freeBytes: number }

export function describeFiles({ cache, work, folder }: ProfileFiles): FilesReport {
  const size = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0
  const disk = statfsSync(folder)
  return { cacheBytes: size(cache), workBytes: size(work), freeBytes: disk.bavail * disk.bsize }
}

/** How many rows of the outbox are in which state, and why those stand that need a person. */
export interface OutboxReport { readonly states: Readonly<Record<string, number>>; readonly problems: Readonly<Partial<Record<ProblemCode, number>>> }

export function describeOutbox(db: Database, account: string): OutboxReport {
  const rows = sql<{ state: string, code: string | null, many: number }>(db, `select state, problem ->> 'code' code, count(*) many from outbox where account = ? group by state, code`).all(account)
  const sumBy = (name: (row: { state: string, code: string | null }) => string | null): Record<string, number> => {
    const sums: Record<string, number> = {}
    for (const row of rows) {
      const key = name(row)
      if (key !== null) sums[key] = (sums[key] ?? 0) + row.many
    }
    return sums
  }
  const none = Object.fromEntries(OUTBOX_STATES.map(state => [state, 0]))
  return { states: { ...none, ...sumBy(row => row.state) }, problems: sumBy(row => row.state === 'done' || row.state === 'discarded' ? null : row.code) }
}
