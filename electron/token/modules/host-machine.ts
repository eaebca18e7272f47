import { execFile } from 'node:child_process'
import type { FindInputs } from './find-modules.ts'
import { pathsOf } from './registry.ts'
import type { QueryRegistry } from './registry.ts'

/** A registry that does not answer must not keep the list of tokens waiting. */
const REG_MS = 5_000
const REG_MOST_BYTES = 4 << 20

/** This PC, for `findModules`; of the environment only its own folders are read. */
export function hostMachine(env: Readonly<Record<string, string | undefined>>): Omit<FindInputs, 'given'> {
  const systemRoot = env['SystemRoot'] ?? 'C:\\Windows'
  return {
    platform: process.platform, arch: process.arch, home: env['HOME'], systemRoot,
    ...(process.platform === 'win32' ? { queryRegistry: regQuery(systemRoot) } : {}),
  }
}

/** Through `reg.exe` by its full path: no native code, and no other program of that name. */
function regQuery(systemRoot: string): QueryRegistry {
  const reg = pathsOf(systemRoot).join(systemRoot, 'System32', 'reg.exe')
  return ({ key, value, view }) => new Promise(resolve => {
    const options = { timeout: REG_MS, maxBuffer: REG_MOST_BYTES, windowsHide: true, encoding: 'latin1' as const }
    // It ends with 1 where the key is not there; what it has printed by then is nothing.
    execFile(reg, ['query', key, '/s', '/v', value, `/reg:${view}`], options, (_error, printed) => resolve(printed))
  })
}
