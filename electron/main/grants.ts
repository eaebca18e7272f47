import { randomUUID } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Grant } from '../../shared/contract/shell.ts'
import { ProblemError } from '../../shared/problem.ts'

export type GrantPurpose = 'read' | 'write' | 'folder'
export interface Grants {
  /** Tickets for what the user has just picked; a window sees names, never paths. */
  give(path: string, purpose: GrantPurpose): Promise<Grant>
  resolve(grant: string): { path: string; purpose: GrantPurpose }
}

// A day's work of picking files; the oldest is forgotten first, so that a page in a loop cannot fill the memory.
const MOST_GRANTS = 1000

/** One desk's tickets. They live as long as the app runs and are of no use to another desk's core. */
export function createGrants(): Grants {
  const given = new Map<string, { path: string; purpose: GrantPurpose }>()
  return {
    async give(path, purpose) {
      const id = randomUUID()
      const oldest = given.keys().next()
      if (given.size >= MOST_GRANTS && !oldest.done) given.delete(oldest.value)
      given.set(id, { path, purpose })
      const size = purpose === 'read' ? await stat(path).then(file => file.size, () => null) : null
      return { id, name: basename(path), size }
    },
    resolve(grant) {
      const found = given.get(grant)
      if (found === undefined) throw new ProblemError('file.grant-unknown')
      return found
    },
  }
}
