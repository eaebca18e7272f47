/** A file read by the thread that waits for it anyway: no hand-over to another thread and back for each read. For the worker only. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { ProblemError } from '../../shared/problem.ts'
import type { FileSource } from '../pdf/source.ts'

/** Throws `file.not-found` and `file.unreadable`, as `fileSource`. */
export function threadFile(path: string): FileSource {
  const handle = translated(() => openSync(path, 'r'))
  const size = translated(() => fstatSync(handle).size)
  function fill(target: Uint8Array, offset: number): number {
    let done = 0
    while (done < target.length) {
      const count = readSync(handle, target, done, target.length - done, offset + done)
      // The file became shorter under us: answer what there is; the parser then says what is missing.
      if (count === 0) break
      done += count
    }
    return done
  }
  function readNow(offset: number, length: number): Uint8Array {
    const buffer = new Uint8Array(Math.max(0, Math.min(length, size - offset)))
    return buffer.subarray(0, fill(buffer, offset))
  }
  return {
    size, readNow,
    readInto: (target, offset) => Promise.resolve(fill(target, offset)),
    read: (offset, length) => Promise.resolve(readNow(offset, length)),
    close: () => Promise.resolve(closeSync(handle)),
  }
}

function translated<T>(act: () => T): T {
  try {
    return act()
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    throw new ProblemError(code === 'ENOENT' ? 'file.not-found' : 'file.unreadable', {}, { cause })
  }
}
