import { join } from 'node:path'

/** The entries of the processes and threads that a core starts. */
export interface Entries { readonly token: string; readonly worker: string; readonly repair: string }

/** Sources in the development tree (Node runs them as they are), bundles beside this file in `dist/`. */
export function findEntries(): Entries {
  const here = import.meta.dirname
  return import.meta.filename.endsWith('.ts')
    ? { token: join(here, '..', 'token', 'host.ts'), worker: join(here, '..', 'validation', 'worker.ts'), repair: join(here, '..', 'pdf', 'repair-worker.ts') }
    : { token: join(here, 'token.js'), worker: join(here, 'worker.js'), repair: join(here, 'repair.js') }
}
