import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { readTrustFolder } from '../pki/trust-store.ts'

/** Trust anchors of some folders: how many, which files hold none, and how old the newest file is. */
export interface TrustReport { readonly folders: number; readonly anchors: number; readonly unreadable: readonly string[]; readonly newestAt: string | null; readonly ageDays: number | null }

const DAY_MS = 86_400_000

/** A folder that is not there holds none, and says so by its name among the unreadable. */
export async function describeTrust(folders: readonly string[], now: number): Promise<TrustReport> {
  let anchors = 0
  let newest = -Infinity
  const unreadable: string[] = []
  for (const folder of folders) {
    try {
      const found = await readTrustFolder(folder)
      anchors += found.anchors.length
      unreadable.push(...found.unreadable)
      for (const name of await readdir(folder)) newest = Math.max(newest, (await stat(join(folder, name))).mtimeMs)
    } catch {
      unreadable.push(folder)
    }
  }
  const isKnown = newest > -Infinity
  return { folders: folders.length, anchors, unreadable, newestAt: isKnown ? new Date(newest).toISOString() : null, ageDays: isKnown ? Math.max(0, Math.floor((now - newest) / DAY_MS)) : null }
}
