import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Database, pluck } from './database.ts'
import { isDamaged, withFile } from './connect.ts'
import type { ProfileKey } from './key.ts'
import type { ProfileFiles } from './profile.ts'
import { translateFile } from './sqlite-error.ts'

/** Moves a damaged cache out of the way, keeping the last one for whoever wants to know why. Only while nobody has it open. */
export function setCacheAside(files: ProfileFiles, at: number): void {
  try {
    for (const old of readdirSync(files.folder)) if (old.startsWith('cache.db.damaged-')) rmSync(join(files.folder, old))
    for (const suffix of ['', '-wal', '-shm']) {
      const path = files.cache + suffix
      if (existsSync(path)) renameSync(path, join(files.folder, `${basename(files.cache)}.damaged-${at}${suffix}`))
    }
  } catch (error) {
    throw translateFile(error)
  }
}

export type Soundness = 'ok' | 'damaged'

/** Reads every page of both databases. A second per some 200 MB. */
export function checkStore(db: Database): { readonly cache: Soundness, readonly work: Soundness } {
  return { cache: soundness(db, 'pragma main.integrity_check(1)'), work: soundness(db, 'pragma work.integrity_check(1)') }
}

/** As `checkStore` for a profile that is not open, however badly it is damaged: nothing is mended, moved or migrated. */
export function checkFiles(files: ProfileFiles, key: ProfileKey): { readonly cache: Soundness, readonly work: Soundness } {
  return { cache: soundnessOfFile(files.cache, key), work: soundnessOfFile(files.work, key) }
}

/** Reads every page of the cache by a connection of its own: for whoever holds the profile alone. */
export function isCacheDamaged(files: ProfileFiles, key: ProfileKey): boolean {
  return existsSync(files.cache) && soundnessOfFile(files.cache, key) === 'damaged'
}

/** A file that is gone or empty is damage too: a profile has both from its first moment. */
function soundnessOfFile(path: string, key: ProfileKey): Soundness {
  try {
    if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) === 0) return 'damaged'
    return withFile(path, key, db => soundness(db, 'pragma main.integrity_check(1)'))
  } catch (error) {
    // So damaged that it cannot even be opened.
    if (isDamaged(error)) return 'damaged'
    throw error
  }
}

function soundness(db: Database, check: 'pragma main.integrity_check(1)' | 'pragma work.integrity_check(1)'): Soundness {
  try {
    return pluck<string>(db, check) === 'ok' ? 'ok' : 'damaged'
  } catch (error) {
    if (isDamaged(error)) return 'damaged'
    throw error
  }
}
