import { toProblem, ProblemError, type ProblemCode } from '../../shared/problem.ts'
import type { Command, Output, Surroundings } from './command.ts'
import { EXIT, type ExitCode } from './exit.ts'
import { commandHelp, overview } from './help.ts'
import { chooseLanguage } from './language.ts'
import { nearest, parseLine, type OptionSpecs, type ParsedLine } from './options.ts'
import { createOutput } from './output.ts'

/** Options of every command. */
export const GENERAL_OPTIONS = {
  help: { help: { vi: 'in hướng dẫn này', en: 'print this help' } },
  json: { help: { vi: 'mỗi dòng kết quả là một đối tượng JSON', en: 'print one JSON object per line' } },
  lang: { value: 'vi|en', help: { vi: 'ngôn ngữ của thông báo', en: 'language of messages' } },
} as const satisfies OptionSpecs

/** Usage failures: they mean exit code 2, everything else that is thrown means 1. */
const USAGE: readonly ProblemCode[] = ['command.unknown-option', 'command.bad-argument', 'verb.unknown']

/** Runs one command line to its exit code. Never throws: what goes wrong is printed with its code. */
export async function runCommandLine(commands: readonly Command[], args: readonly string[], around: Surroundings): Promise<ExitCode> {
  const json = args.includes('--json')
  const language = chooseLanguage(optionAfter(args, '--lang'), around.env)
  const output = createOutput(around, language, json)
  const name = args.find(arg => !arg.startsWith('-') && args[args.indexOf(arg) - 1] !== '--lang')
  if (name === undefined) return noCommand(commands, args, around, output)
  const command = commands.find(each => each.name === name)
  if (command === undefined) {
    output.problem({ code: 'command.unknown-option', facts: { option: name, nearest: nearest(name, commands.map(each => each.name)) } })
    return EXIT.usage
  }
  const rest = [...args]
  rest.splice(rest.indexOf(name), 1)
  return runCommand(command, rest, around, output)
}

function noCommand(commands: readonly Command[], args: readonly string[], around: Surroundings, output: Output): ExitCode {
  if (args.includes('--help') || args.includes('-h')) {
    around.writeOut(overview(commands, output.language))
    return EXIT.done
  }
  around.writeErr(overview(commands, output.language))
  return EXIT.usage
}

async function runCommand(command: Command, args: readonly string[], around: Surroundings, output: Output): Promise<ExitCode> {
  try {
    const line = parseLine({ ...GENERAL_OPTIONS, ...command.options }, args)
    if (line.options.has('help')) {
      around.writeOut(commandHelp(command, output.language))
      return EXIT.done
    }
    checkCount(command, line)
    return await command.run({ ...line, output, around })
  } catch (error) {
    const problem = toProblem(error)
    if (problem.code === 'process.unexpected') output.note(error instanceof Error ? error.stack ?? error.message : String(error))
    output.problem(problem)
    return USAGE.includes(problem.code) ? EXIT.usage : EXIT.refused
  }
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
