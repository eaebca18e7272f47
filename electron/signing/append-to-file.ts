import type { Hash } from 'node:crypto'
import { chmod, mkdir, open, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { ProblemError } from '../../shared/problem.ts'
import { fileSource, type Source } from '../pdf/source.ts'
import { copyHashed } from './copy-hashed.ts'
import type { HashedSource } from './digest.ts'
import { nameBeside, takeName } from './take-name.ts'

export interface FilePlan {
  readonly from: string
  readonly to: string
  /** What happens when `to` exists: it is replaced whole, or `file.exists`. */
  readonly existing: 'replace' | 'refuse'
}

/**
 * A plain file with what `makeTail` appends to it, as another file. The original is copied beside `to` and hashed on the
 * way; the copy is what gets read and appended to, so that nobody can change it meanwhile; it takes its name only when it is
 * complete and on the disk. On any failure `to` is as it was.
 */
export async function appendToFile<T extends { readonly tail: Uint8Array }>({ from, to, existing }: FilePlan, makeTail: (copy: HashedSource) => Promise<T>): Promise<T> {
  const part = nameBeside(to)
  try {
    if (existing === 'refuse' && await exists(to)) throw new ProblemError('file.exists', { file: to })
    await mkdir(dirname(to), { recursive: true })
    const hashed = await copyOriginal(from, part)
    const made = await withCopy(part, copy => whileFlushed(part, copy.size, () => makeTail({ ...copy, hashed })))
    await appendDurably(part, made.tail)
    await takeName(part, to, existing)
    await syncFolder(dirname(to))
    return made
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined) // the first failure is the one to tell
    throw fileProblem(error, to)
  }
}

async function copyOriginal(from: string, part: string): Promise<Hash> {
  const { mode } = await stat(from)
  const hashed = await copyHashed(from, part, mode | 0o200)
  // A read-only original would make a copy that we could not append to; what the umask took is the original's to give.
  await chmod(part, mode | 0o200)
  return hashed
}

async function withCopy<T>(part: string, makeTail: (copy: Source) => Promise<T>): Promise<T> {
  const source = await fileSource(part, { atHand: true })
  try {
    return await makeTail(source)
  } finally {
    await source.close()
  }
}

/** From here on the disk needs longer for the copy than for the tail. */
const LARGE = 8 * 1024 * 1024

/** A large copy goes to the disk while the tail is made; what the disk refuses is thrown, since it says so only once. */
async function whileFlushed<T>(path: string, size: number, work: () => Promise<T>): Promise<T> {
  const flushing = size < LARGE ? Promise.resolve() : flush(path)
  const [made] = await Promise.allSettled([work(), flushing])
  if (made.status === 'rejected') throw made.reason
  await flushing
  return made.value
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r+')
  try {
    await handle.datasync()
  } finally {
    await handle.close()
  }
}

async function appendDurably(part: string, tail: Uint8Array): Promise<void> {
  const handle = await open(part, 'a')
  try {
    await handle.writeFile(tail)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The new name must be on the disk too; Windows has no such call and does it itself. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(() => true, () => false)
}

/** File system errors by code; what already is a problem stays one. */
function fileProblem(error: unknown, to: string): unknown {
  if (error instanceof ProblemError || !(error instanceof Error) || !('code' in error)) return error
  const reason = String(error.code)
  const syscall = 'syscall' in error ? String(error.syscall) : ''
  if (reason === 'EEXIST') return new ProblemError('file.exists', { file: to }, { cause: error })
  if (reason === 'ENOSPC' || reason === 'EDQUOT') return new ProblemError('store.disk-full', {}, { cause: error })
  if (syscall === 'stat' && reason === 'ENOENT') return new ProblemError('file.not-found', { reason }, { cause: error })
  return new ProblemError(syscall === 'read' ? 'file.unreadable' : 'file.unwritable', { reason }, { cause: error })
}
