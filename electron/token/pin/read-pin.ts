import { close, fstat, open, read } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { isatty } from 'node:tty'
import { promisify } from 'node:util'
import { ProblemError } from '../../../shared/problem.ts'
import { pinMemory, wipe } from './memory.ts'

/** Longer than any PIN or password; a wrong path may lead to a film. */
const MOST_PIN_BYTES = 1024
const STANDARD_INPUT = 0
const NEWLINE = 0x0a
const RETURN = 0x0d

/** The secret in a file, without one final newline (cli.md), in memory of its own. */
export async function readPinFile(path: string): Promise<Uint8Array> {
  const fd = await promisify(open)(path, 'r').catch((error: NodeJS.ErrnoException) => {
    throw new ProblemError(error.code === 'ENOENT' ? 'file.not-found' : 'file.unreadable', { file: path }, { cause: error })
  })
  try {
    if ((await promisify(fstat)(fd)).isDirectory()) throw new ProblemError('file.unreadable', { file: path })
    return await readPin(fd, path)
  } finally {
    await promisify(close)(fd)
  }
}

/** The same from the standard input that the token process was born with. */
export function readPinFromStandardInput(): Promise<Uint8Array> {
  return readPin(STANDARD_INPUT, '-')
}

async function readPin(fd: number, file: string): Promise<Uint8Array> {
  const memory = pinMemory(MOST_PIN_BYTES + 2)
  try {
    const length = await readAll(fd, memory, file)
    if (length > MOST_PIN_BYTES) throw new ProblemError('file.too-large', { file, most: MOST_PIN_BYTES })
    const pin = pinMemory(withoutFinalNewline(memory, length))
    pin.set(memory.subarray(0, pin.length))
    return pin
  } finally {
    wipe(memory)
  }
}

async function readAll(fd: number, memory: Uint8Array, file: string): Promise<number> {
  let length = 0
  while (length < memory.length) {
    const count = await readSome(fd, memory, { from: length, file })
    if (count === 0) break
    length += count
    // At a terminal the line's end is the end: nobody types Ctrl+D behind a PIN.
    if (memory[length - 1] === NEWLINE && isatty(fd)) break
  }
  return length
}

function readSome(fd: number, memory: Uint8Array, at: { from: number; file: string }): Promise<number> {
  return new Promise((resolve, reject) => {
    read(fd, memory, at.from, memory.length - at.from, null, (error, count) => {
      if (error === null) resolve(count)
      // A pipe that the parent has set to non-blocking has nothing yet.
      else if (error.code === 'EAGAIN') resolve(delay(10).then(() => readSome(fd, memory, at)))
      else if (error.code === 'EOF') resolve(0)
      else reject(new ProblemError(fd === STANDARD_INPUT ? 'cli.no-stdin' : 'file.unreadable', { file: at.file }, { cause: error }))
    })
  })
}

function withoutFinalNewline(memory: Uint8Array, length: number): number {
  if (memory[length - 1] !== NEWLINE) return length
  return memory[length - 2] === RETURN ? length - 2 : length - 1
}
