import { toProblem, ProblemError, type Fact, type ProblemCode } from '../../shared/problem.ts'
import type { Command, NamedCommand, Output, Surroundings } from './command.ts'
import { EXIT, type ExitCode } from './exit.ts'
import { commandHelp, overview } from './help.ts'
import { chooseLanguage } from './language.ts'
import { nearest, parseLine, type OptionSpecs, type ParsedLine } from './options.ts'
import { createOutput } from './output.ts'
import { checkStdin } from './secret-file.ts'

/** Options of every command; they may also stand before its name. */
const GENERAL_OPTIONS = {
  help: { help: { vi: 'in hướng dẫn này', en: 'print this help' } },
  json: { help: { vi: 'mỗi dòng kết quả là một đối tượng JSON', en: 'print one JSON object per line' } },
  lang: { value: 'vi|en', help: { vi: 'ngôn ngữ của thông báo', en: 'language of messages' } },
} as const satisfies OptionSpecs

/** Usage failures: they mean exit code 2, everything else that is thrown means 1. */
const USAGE: readonly ProblemCode[] = ['command.unknown', 'command.unknown-option', 'command.bad-argument', 'cli.stdin-twice', 'verb.unknown']

/** Runs one command line to its exit code. Never throws: what goes wrong is printed with its code. */
export async function runCommandLine(commands: readonly NamedCommand[], args: readonly string[], around: Surroundings): Promise<ExitCode> {
  const end = args.indexOf('--')
  const own = end === -1 ? args : args.slice(0, end)
  const output = createOutput(around, chooseLanguage(optionAfter(own, '--lang'), around.env), own.includes('--json'))
  try {
    const at = placeOfName(args)
    const name = args[at]
    const before = parseLine(GENERAL_OPTIONS, args.slice(0, at))
    checkLanguage(before)
    if (name === undefined) return noCommand(await Promise.all(commands.map(each => each.load())), before, around, output)
    const command = commands.find(each => each.name === name)
    if (command === undefined) throw new ProblemError('command.unknown', { command: name, nearest: nearest(name, commands.map(each => each.name)) })
    return await runCommand(await command.load(), args.toSpliced(at, 1), around, output)
  } catch (error) {
    return tell(error, args, output)
  }
}

/** Where the command's name stands: the first argument that is neither an option of every command nor its value. */
function placeOfName(args: readonly string[]): number {
  let at = 0
  while (at < args.length && args[at]?.startsWith('-') === true) at += args[at] === '--lang' ? 2 : 1
  return Math.min(at, args.length)
}

function noCommand(commands: readonly Command[], line: ParsedLine, around: Surroundings, output: Output): ExitCode {
  const help = overview(commands, output.language)
  if (line.options.has('help')) {
    output.item({ help }, help)
    return EXIT.done
  }
  if (output.json) throw new ProblemError('command.bad-argument', { argument: '<command>' })
  around.writeErr(help)
  return EXIT.usage
}

async function runCommand(command: Command, args: readonly string[], around: Surroundings, output: Output): Promise<ExitCode> {
  const line = parseLine({ ...GENERAL_OPTIONS, ...command.options }, args)
  checkLanguage(line)
  if (line.options.has('help')) {
    const help = commandHelp(command, output.language)
    output.item({ help }, help)
    return EXIT.done
  }
  checkCount(command, line)
  checkStdin({ options: line.options, around })
  return command.run({ ...line, output, around })
}

/** Where the problem is about one of the arguments, the line names it as it was given. */
function tell(error: unknown, args: readonly string[], output: Output): ExitCode {
  const problem = toProblem(error)
  if (problem.code === 'process.unexpected') output.note(error instanceof Error ? error.stack ?? error.message : String(error))
  const { file, id } = problem.facts
  output.problem(problem, isOneOf(args, file) ? { file } : isOneOf(args, id) ? { id } : undefined)
  return USAGE.includes(problem.code) ? EXIT.usage : EXIT.refused
}

function isOneOf(args: readonly string[], fact: Fact | undefined): fact is string {
  return typeof fact === 'string' && args.includes(fact)
}

function checkLanguage({ options }: ParsedLine): void {
  const given = options.text('lang')
  if (given !== null && given !== 'vi' && given !== 'en') throw new ProblemError('command.bad-argument', { argument: `--lang ${given}` })
}

function checkCount({ positionals: [least, most], synopsis }: Command, line: ParsedLine): void {
  const given = line.positionals.length
  if (given < least) throw new ProblemError('command.bad-argument', { argument: synopsis })
  if (given > most) throw new ProblemError('command.bad-argument', { argument: line.positionals[most] ?? '' })
}

function optionAfter(args: readonly string[], option: string): string | null {
  const at = args.indexOf(option)
  return at === -1 ? args.find(arg => arg.startsWith(`${option}=`))?.slice(option.length + 1) ?? null : args[at + 1] ?? null
}
