import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { ProblemError } from '../../shared/problem.ts'
import { nameBeside, takeName } from '../signing/take-name.ts'

/** Writes a result whole or not at all; parent folders are made. `file.exists` unless forced, `file.unwritable`, `store.disk-full`. */
export async function writeWhole(path: string, bytes: Uint8Array, { given, force }: { readonly given: string; readonly force: boolean }): Promise<void> {
  const beside = nameBeside(path)
  try {
    await mkdir(dirname(path), { recursive: true })
    if (!force && existsSync(path)) throw new ProblemError('file.exists', { file: given })
    await writeFile(beside, bytes, { mode: 0o600, flush: true })
    await takeName(beside, path, force ? 'replace' : 'refuse')
  } catch (error) {
    throw outProblem(error, given)
  } finally {
    await rm(beside, { force: true })
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
