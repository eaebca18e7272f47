import { existsSync } from 'node:fs'
import { ProblemError } from '../../shared/problem.ts'
import { backUpWork } from './backup.ts'
import { clearRequest, isAskedToClose, askOthersToClose } from './close-request.ts'
import { connect, isDamaged, withFile } from './connect.ts'
import type { Database } from './database.ts'
import type { ProfileKey } from './key.ts'
import { type Held, shareLock, takeExclusive } from './lock.ts'
import { type Migration, migrate, pendingSteps } from './migrate.ts'
import { CACHE_MIGRATIONS } from './migrations/cache.ts'
import { WORK_MIGRATIONS } from './migrations/work.ts'
import { makeProfileFolders, type ProfileFiles } from './profile.ts'
import { isCacheDamaged, setCacheAside } from './repair.ts'

export interface StoreInputs { readonly files: ProfileFiles, readonly key: ProfileKey, readonly now: () => number }

/** One profile's open databases. `db` is another object after `mend` or `yieldIfAsked`: read it anew for each task. */
export interface Store {
  readonly files: ProfileFiles
  readonly key: ProfileKey
  readonly db: Database
  /** Sets the damaged cache aside and opens an empty one; the next sync refills it. `work.db` is never touched. */
  mend(): void
  /** True when another process asked for the databases and they were closed, waited for and opened again. Call it about once a second. */
  yieldIfAsked(): boolean
  close(): void
}

/**
 * Opens a profile's databases, migrating them first where a step is pending (with a backup of `work.db`). A damaged
 * cache is set aside on the way. Throws `store.damaged {file: 'work'}`, `store.from-the-future`, `store.busy`,
 * `store.disk-full`, `store.read-only`.
 */
export function openStore(inputs: StoreInputs): Store {
  const { files, key, now } = inputs
  makeProfileFolders(files)
  let open = openShared(inputs)
  const shut = (): void => {
    if (open.db.open) open.db.close()
    open.lock.release()
  }
  return {
    files, key,
    get db() { return open.db },
    mend: () => {
      shut()
      try {
        // Another process may have mended it while we waited for our turn: a fresh cache is not thrown away again.
        exclusively(inputs, () => { if (isCacheDamaged(files, key)) setCacheAside(files, now()) })
      } finally {
        open = openShared(inputs)
      }
    },
    yieldIfAsked: () => {
      // Shut already: opening failed the last time, perhaps because the other took too long.
      if (open.db.open && !isAskedToClose(open.db, now())) return false
      shut()
      open = openShared(inputs)
      return true
    },
    close: shut,
  }
}

function openShared(inputs: StoreInputs): { readonly db: Database, readonly lock: { release(): void } } {
  const { files, key } = inputs
  // Steps are looked at under the shared lock, so that nobody renames or migrates meanwhile; taking them needs the exclusive one.
  for (let tries = 0; ; tries++) {
    const lock = shareLock(files.lock)
    try {
      if (!needsWork(inputs)) return { db: connect(files, key), lock }
    } catch (error) {
      lock.release()
      throw error
    }
    lock.release()
    if (tries === 3) throw new ProblemError('store.busy', { what: 'migration' })
    exclusively(inputs, () => prepare(inputs))
  }
}

function exclusively(inputs: StoreInputs, work: () => void): void {
  const { files, key, now } = inputs
  const request = askOthersToClose(files, key, now())
  let held: Held | null = null
  try {
    held = takeExclusive(files.lock)
    work()
  } finally {
    clearRequest(files, key, request)
    held?.release()
  }
}

function needsWork({ files, key }: StoreInputs): boolean {
  const work = stepsOf(files.work, key, WORK_MIGRATIONS)
  if (work === 'damaged') throw new ProblemError('store.damaged', { file: 'work' })
  return work > 0 || stepsOf(files.cache, key, CACHE_MIGRATIONS) !== 0
}

function prepare({ files, key, now }: StoreInputs): void {
  if (existsSync(files.work) && stepsOf(files.work, key, WORK_MIGRATIONS) !== 0) backUpWork(files, key, now())
  if (stepsOf(files.cache, key, CACHE_MIGRATIONS) === 'damaged') setCacheAside(files, now())
  for (const [path, migrations] of [[files.work, WORK_MIGRATIONS], [files.cache, CACHE_MIGRATIONS]] as const) {
    withFile(path, key, db => {
      db.pragma('journal_mode = WAL')
      migrate(db, migrations)
    })
  }
}

/** How many steps a file has to take; all of them where it does not exist yet. */
function stepsOf(path: string, key: ProfileKey, migrations: readonly Migration[]): number | 'damaged' {
  if (!existsSync(path)) return migrations.length
  try {
    return withFile(path, key, db => pendingSteps(db, migrations))
  } catch (error) {
    if (isDamaged(error)) return 'damaged'
    throw error
  }
}
