import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { ProfileKey } from '../../electron/store/key.ts'
import { openStore, type Store } from '../../electron/store/open.ts'
import { profileFiles } from '../../electron/store/profile.ts'

/** 2026-11-24 09:00 in Vietnam. */
export const NOW = Date.parse('2026-11-24T02:00:00Z')

/** A folder that is gone when the test is over. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lt-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function makeKey(): ProfileKey {
  return { id: 'test', bytes: randomBytes(32) }
}

/** A real, empty profile on the disk, closed when the test is over. */
export function makeStore(options: { readonly folder?: string, readonly key?: ProfileKey, readonly now?: () => number } = {}): Store {
  const store = openStore({ files: profileFiles(options.folder ?? makeFolder()), key: options.key ?? makeKey(), now: options.now ?? (() => NOW) })
  onTestFinished(() => store.close())
  return store
}
