import { readFile, readdir, realpath } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import type { Problem } from '../../../shared/problem.ts'
import { toProblem } from '../../../shared/problem.ts'
import { P11_KIT_LIBRARIES, WINDOWS, isKnownWindowsName, knownModulePaths, p11KitFolders, parseP11KitModule } from './known-modules.ts'
import { checkModuleFile } from './module-file.ts'
import type { Machine } from './module-file.ts'
import { pathsOf, registryModulePaths, systemFolder } from './registry.ts'
import type { QueryRegistry } from './registry.ts'

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
  /** Windows' registry; without it only given paths and known names are looked at. */
  readonly queryRegistry?: QueryRegistry
}

interface Candidate { readonly path: string; readonly from: FoundModule['from']; /** Told about only where it is a module. */ readonly hint?: boolean }

/**
 * The drivers of this machine: those given, those the system knows (registry, p11-kit), then known names of vendors. One
 * entry for each file, however many names lead to it; a driver of 32 bits only where there is none of the same name that
 * can be loaded. Nothing is loaded.
 */
export async function findModules(inputs: FindInputs): Promise<FoundModule[]> {
  const candidates: Candidate[] = [
    ...inputs.given.map(path => ({ path, from: 'given' as const })),
    ...(await systemCandidates(inputs)),
    ...knownModulePaths(inputs.platform, inputs.systemRoot).map(path => ({ path, from: 'known' as const })),
    ...(await namedAfter(inputs)),
  ]
  const found = new Map<string, FoundModule>()
  for (const { hint = false, ...candidate } of candidates) {
    const file = await realpath(candidate.path).catch(() => null)
    if (file === null && candidate.from !== 'given') continue
    const key = file ?? candidate.path
    if (found.has(key)) continue
    const problem = await problemOf(candidate.path, inputs)
    if (!hint || problem === null || problem.code === 'token.module-32-bit') found.set(key, { ...candidate, problem })
  }
  return withoutOlderTwins([...found.values()])
}

async function systemCandidates({ platform, home, queryRegistry, systemRoot = WINDOWS }: FindInputs): Promise<Candidate[]> {
  if (platform !== 'win32') return (await p11KitModules(home)).map(path => ({ path, from: 'system' }))
  return queryRegistry === undefined ? [] : (await registryModulePaths(queryRegistry, systemRoot)).map(path => ({ path, from: 'system', hint: true }))
}

/** Vendors that number their files endlessly, by the beginning of their names. */
async function namedAfter({ platform, systemRoot = WINDOWS }: FindInputs): Promise<Candidate[]> {
  if (platform !== 'win32') return []
  const folder = systemFolder(systemRoot, 64)
  const names = (await readdir(folder).catch((): string[] => [])).filter(isKnownWindowsName).toSorted((a, b) => (a < b ? 1 : -1))
  return names.map(name => ({ path: pathsOf(systemRoot).join(folder, name), from: 'known', hint: true }))
}

function withoutOlderTwins(found: readonly FoundModule[]): FoundModule[] {
  const nameOf = ({ path }: FoundModule) => path.replace(/^.*[/\\]/, '').toLowerCase()
  const usable = new Set(found.filter(({ problem }) => problem === null).map(nameOf))
  return found.filter(module => module.from === 'given' || module.problem?.code !== 'token.module-32-bit' || !usable.has(nameOf(module)))
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
