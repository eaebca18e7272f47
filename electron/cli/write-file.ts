import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { ProblemError } from '../../shared/problem.ts'

/** Writes a result whole or not at all; parent folders are made. `file.exists` unless forced, `file.unwritable`, `store.disk-full`. */
export function writeWhole(path: string, bytes: Uint8Array, { given, force }: { readonly given: string; readonly force: boolean }): void {
  const beside = `${path}.${randomBytes(4).toString('hex')}.part`
  try {
    mkdirSync(dirname(path), { recursive: true })
    if (!force && existsSync(path)) throw new ProblemError('file.exists', { file: given })
    writeFileSync(beside, bytes, { mode: 0o600, flush: true })
    if (force) renameSync(beside, path)
    else placeNew(beside, path)
  } catch (error) {
    throw outProblem(error, given)
  } finally {
    rmSync(beside, { force: true })
  }
}

/** A link never replaces what another process has put there meanwhile, a rename would; memory sticks know no links. */
function placeNew(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(code)) throw error
    renameSync(from, to)
  }
}

/** A file system error of something that is written, by its code. */
export function outProblem(error: unknown, file: string): ProblemError {
  if (error instanceof ProblemError) return error
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'EEXIST') return new ProblemError('file.exists', { file }, { cause: error })
  if (code === 'ENOSPC' || code === 'EDQUOT') return new ProblemError('store.disk-full', {}, { cause: error })
  return new ProblemError('file.unwritable', { file }, { cause: error })
}
