import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { ProblemError } from '../../shared/problem.ts'
import type { Invocation, Surroundings } from './command.ts'

/** The bytes of a secret's file, `-` for standard input. Only one final newline is dropped: a password may end in a space. */
async function readSecret(file: string, around: Surroundings): Promise<Uint8Array> {
  const bytes = file === '-' ? await around.readStdin() : readFile(resolve(around.cwd, file), file)
  if (bytes === null) throw new ProblemError('cli.no-stdin')
  const end = bytes.at(-1) === 0x0a ? bytes.length - (bytes.at(-2) === 0x0d ? 2 : 1) : bytes.length
  return bytes.subarray(0, end)
}

/** Options that name a secret's file. */
const SECRETS = ['pin-file', 'password-file', 'open-password-file'] as const

/** Standard input is read to its end: it can be one secret, not two. Who sits at a terminal is asked for each. */
export function checkStdin({ options, around }: Pick<Invocation, 'options' | 'around'>): void {
  const fromStdin = SECRETS.filter(name => options.text(name) === '-')
  if (fromStdin.length > 1 && around.terminal === null) throw new ProblemError('cli.stdin-twice', { options: fromStdin.map(name => `--${name} -`).join(', ') })
}

/** The password of encrypted documents (`--open-password-file`), undefined when none is given: then the empty one is tried. */
export async function readOpenPassword({ options, around, output }: Pick<Invocation, 'options' | 'around' | 'output'>): Promise<Uint8Array | undefined> {
  const file = options.text('open-password-file')
  if (file === '-' && around.terminal !== null) return around.terminal.ask(output.say({ vi: 'Mật khẩu mở tài liệu: ', en: 'Password of the document: ' }))
  return file === null ? undefined : readSecret(file, around)
}

function readFile(path: string, given: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (error) {
    throw fileProblem(error, given)
  }
}

/** The secret of an option: its file, or typed where a person sits and no file was named. */
export async function readSecretOf(option: string, words: string, { options, around }: Pick<Invocation, 'options' | 'around'>): Promise<Uint8Array> {
  const file = options.text(option)
  if ((file === null || file === '-') && around.terminal !== null) return around.terminal.ask(words)
  return readSecret(options.required(option), around)
}

/** A file system error as a problem, by its code. */
export function fileProblem(error: unknown, file: string): ProblemError {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'ENOENT' || code === 'ENOTDIR') return new ProblemError('file.not-found', { file }, { cause: error })
  if (code === 'ENOSPC') return new ProblemError('store.disk-full', {}, { cause: error })
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM' || code === 'EISDIR') return new ProblemError('file.unreadable', { file }, { cause: error })
  return new ProblemError('file.unreadable', { file }, { cause: error })
}
