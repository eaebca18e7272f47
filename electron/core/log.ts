import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Facts, Problem } from '../../shared/problem.ts'

/** 5 files of 1 MB (architecture.md): a year of a quiet office, and never a full disk. */
const FILES = 5
const FILE_BYTES = 1_000_000

/** Codes, sizes, times and ids; never subjects, names, bodies or secrets (security.md). */
export interface Log {
  event(name: string, facts?: Facts): void
  /** A failure told to someone. The foreign error's class and code are kept, its message only where it is ours. */
  failure(where: string, problem: Problem, error: unknown): void
}

export const silentLog: Log = { event: () => undefined, failure: () => undefined }

/** JSON lines in `<profile>/logs/core.log`, rotated. A log that cannot be written must not stop the work. */
export function openLog(folder: string, now: () => number): Log {
  const path = join(folder, 'core.log')
  const write = (line: Facts): void => {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      rotate(path)
      appendFileSync(path, `${JSON.stringify({ at: new Date(now()).toISOString(), ...line })}\n`, { mode: 0o600 })
    } catch {
      // A full disk, a folder that is not ours: the work itself will say so, the log stays silent.
    }
  }
  return {
    event: (name, facts = {}) => write({ event: name, ...facts }),
    failure: (where, problem, error) => write({ where, code: problem.code, ...foreign(error) }),
  }
}

/** The chain of causes by class and code, and for a bug the place in our code. */
function foreign(error: unknown): Facts {
  if (!(error instanceof Error)) return {}
  const root = error.cause instanceof Error ? error.cause : error
  const code = 'code' in root && typeof root.code === 'string' ? root.code : null
  return { error: root.name, errorCode: code, stack: root.stack?.split('\n').filter(isPlace).slice(0, 3).map(line => line.trim().replace(/\(.*[/\\]/, '(')).join(' < ') ?? null }
}

/** A line of the stack, not of a message that has several: those are the foreign error's words. */
function isPlace(line: string): boolean {
  return /^ {4}at /.test(line)
}

function rotate(path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size < FILE_BYTES) return
  for (let index = FILES - 1; index >= 1; index -= 1) {
    const from = index === 1 ? path : `${path}.${index - 1}`
    if (statSync(from, { throwIfNoEntry: false }) !== undefined) renameSync(from, `${path}.${index}`)
  }
}
