import type { Problem } from '../../shared/problem.ts'
import type { Language } from '../../shared/text/problem.ts'
import type { ExitCode } from './exit.ts'
import type { Terminal } from './terminal.ts'
import type { Options, OptionSpecs } from './options.ts'

/** The process around a command, as inputs: tests give their own. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  /** Whole standard input; null where there is none to read. */
  readStdin(): Promise<Uint8Array | null>
  /** Where a person can be asked for a secret; null where nobody sits there. */
  readonly terminal: Terminal | null
  writeOut(text: string): void
  writeErr(text: string): void
  now(): number
  /** Asked for by a command that runs until stopped, which then has to end by itself. */
  stop(): AbortSignal
}

/** How a command answers: one JSON object per line with --json, words without. Nothing else goes to standard output. */
export interface Output {
  readonly json: boolean
  readonly language: Language
  /** A result: the object with --json, else the words. */
  item(object: object, words: string): void
  /** A failure with its code; `about` names the file or row it is about. */
  problem(problem: Problem, about?: { readonly file: string } | { readonly id: string }): void
  /** Progress and diagnostics: standard error. */
  note(words: string): void
  say(words: { readonly vi: string; readonly en: string }): string
}

export interface Invocation {
  readonly positionals: readonly string[]
  readonly options: Options
  readonly output: Output
  readonly around: Surroundings
}

export interface Command {
  readonly name: string
  /** What follows the name in --help. */
  readonly synopsis: string
  readonly summary: { readonly vi: string; readonly en: string }
  readonly options: OptionSpecs
  /** How many positional arguments it takes. */
  readonly positionals: readonly [least: number, most: number]
  run(invocation: Invocation): Promise<ExitCode>
}

/** A command that is loaded when it is wanted. */
export interface NamedCommand {
  readonly name: string
  load(): Promise<Command>
}
