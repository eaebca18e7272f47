import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ProblemError } from '../../shared/problem.ts'
import { translateFile } from './sqlite-error.ts'

/** Hồ sơ người dùng trên máy: where everything of one profile lies. */
export interface ProfileFiles {
  readonly folder: string, readonly cache: string, readonly work: string, readonly lock: string, readonly passLock: string, readonly key: string
  readonly cacheBlobs: string, readonly workBlobs: string, readonly backup: string, readonly logs: string
}

export function profileFiles(folder: string): ProfileFiles {
  const at = (...parts: string[]): string => join(folder, ...parts)
  return {
    folder, cache: at('cache.db'), work: at('work.db'), lock: at('lock.db'), passLock: at('lock-pass.db'), key: at('key.json'),
    cacheBlobs: at('blobs', 'cache'), workBlobs: at('blobs', 'work'), backup: at('backup'), logs: at('logs'),
  }
}

/** Makes the folders of a profile, readable by their owner alone (on Windows the parent's rights do that). */
export function makeProfileFolders(files: ProfileFiles): void {
  try {
    for (const folder of [files.folder, files.cacheBlobs, files.workBlobs, files.backup, files.logs]) mkdirSync(folder, { recursive: true, mode: 0o700 })
    // mkdir is subject to the umask and leaves an existing folder as it was.
    chmodSync(files.folder, 0o700)
  } catch (error) {
    throw translateFile(error)
  }
}

/** Throws `store.no-profile` when there is none: a misspelt folder must not become a new, empty profile. */
export function requireProfile(files: ProfileFiles): void {
  if (!existsSync(files.key)) throw new ProblemError('store.no-profile', { profile: files.folder })
}
