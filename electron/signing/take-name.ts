import { randomBytes } from 'node:crypto'
import { link, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** A name beside a file for what is written before it may take the file's place: nobody else's, and short however long the file's own is. */
export function nameBeside(path: string): string {
  return join(dirname(path), `.${randomBytes(6).toString('hex')}.part`)
}

/** `refuse`: what has taken the name meanwhile stays, and EEXIST is thrown. */
export async function takeName(beside: string, path: string, existing: 'replace' | 'refuse'): Promise<void> {
  if (existing === 'replace') return rename(beside, path)
  try {
    // A link never replaces what another process has put there, a rename would.
    await link(beside, path)
  } catch (error) {
    // Memory sticks and shares that know no links say so in many ways (FAT on Windows: EISDIR); what else is wrong, renaming says too.
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') throw error
    return rename(beside, path)
  }
  await rm(beside)
}
