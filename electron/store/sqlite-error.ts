import { ProblemError } from '../../shared/problem.ts'

/**
 * The one translation of SQLite's failures, by code (https://www.sqlite.org/rescode.html). What is not a state of the
 * machine (a constraint, a misuse) is our bug and passes unchanged. A wrong key gives SQLITE_NOTADB like damage does:
 * `key.ts` has compared the check value before any database is opened, so here it always means damage.
 */
export function translateSqlite(error: unknown): unknown {
  const code = sqliteCode(error)
  if (code === null) return error
  const facts = { sqlite: code }
  if (code === 'SQLITE_FULL' || FULL_DISK_IO.has(code)) return new ProblemError('store.disk-full', facts, { cause: error })
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return new ProblemError('store.busy', facts, { cause: error })
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_PERM')) return new ProblemError('store.read-only', facts, { cause: error })
  if (isDamage(code)) return new ProblemError('store.damaged', facts, { cause: error })
  return error
}

/** A full disk is not always SQLITE_FULL: growing the -shm file or the last fsync may be what fails. */
const FULL_DISK_IO: ReadonlySet<string> = new Set(['SQLITE_IOERR_WRITE', 'SQLITE_IOERR_FSYNC', 'SQLITE_IOERR_SHMSIZE'])

function isDamage(code: string): boolean {
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB' || code === 'SQLITE_IOERR_SHORT_READ' || code === 'SQLITE_IOERR_DATA'
}

function sqliteCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('SQLITE_') ? error.code : null
}

/** The codes of Node's file calls as problems of the store: a full disk is the same whoever writes. */
export function translateFile(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'ENOSPC' || code === 'EDQUOT') return new ProblemError('store.disk-full', { errno: code }, { cause: error })
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return new ProblemError('store.read-only', { errno: code }, { cause: error })
  return error
}
