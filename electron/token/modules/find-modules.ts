import { readFile, readdir, realpath } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import type { Problem } from '../../../shared/problem.ts'
import { toProblem } from '../../../shared/problem.ts'
import { P11_KIT_LIBRARIES, knownModulePaths, p11KitFolders, parseP11KitModule } from './known-modules.ts'
import { checkModuleFile } from './module-file.ts'
import type { Machine } from './module-file.ts'

export interface FoundModule {
  readonly path: string
  readonly from: 'given' | 'system' | 'known'
  /** Why its file cannot be loaded; null when nothing speaks against it. */
  readonly problem: Problem | null
}

export interface FindInputs extends Machine {
  /** Paths from settings, policy or the command line: told about even where they are missing. */
  readonly given: readonly string[]
  readonly home?: string | undefined
  readonly systemRoot?: string | undefined
}

/**
 * The drivers of this machine: those given, those the system knows (p11-kit), then known names of vendors. One entry
 * for each file, however many names lead to it. Nothing is loaded.
 */
export async function findModules(inputs: FindInputs): Promise<FoundModule[]> {
  const fromSystem = inputs.platform === 'win32' ? [] : await p11KitModules(inputs.home)
  const candidates = [
    ...inputs.given.map(path => ({ path, from: 'given' as const })),
    ...fromSystem.map(path => ({ path, from: 'system' as const })),
    ...knownModulePaths(inputs.platform, inputs.systemRoot).map(path => ({ path, from: 'known' as const })),
  ]
  const found = new Map<string, FoundModule>()
  for (const candidate of candidates) {
    const file = await realpath(candidate.path).catch(() => null)
    if (file === null && candidate.from !== 'given') continue
    const key = file ?? candidate.path
    if (!found.has(key)) found.set(key, { ...candidate, problem: await problemOf(candidate.path, inputs) })
  }
  return [...found.values()]
}

async function problemOf(path: string, machine: Machine): Promise<Problem | null> {
  return checkModuleFile(path, machine).then(() => null, toProblem)
}

async function p11KitModules(home: string | undefined): Promise<string[]> {
  const paths: string[] = []
  for (const folder of p11KitFolders(home)) {
    // Most machines lack one folder or the other.
    for (const name of (await readdir(folder).catch((): string[] => [])).toSorted((a, b) => (a < b ? -1 : 1))) {
      if (!name.endsWith('.module')) continue
      const module = parseP11KitModule(await readFile(join(folder, name), 'utf8').catch(() => ''))
      if (module !== null) paths.push(...(isAbsolute(module) ? [module] : P11_KIT_LIBRARIES.map(library => join(library, module))))
    }
  }
  return paths
}
