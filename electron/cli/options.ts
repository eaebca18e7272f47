import { ProblemError } from '../../shared/problem.ts'

/** An option of a command; `value` is the placeholder shown by --help, absent for a switch. */
export interface OptionSpec { readonly value?: string; readonly many?: boolean; readonly help: { readonly vi: string; readonly en: string } }
export type OptionSpecs = Readonly<Record<string, OptionSpec>>

export interface ParsedLine { readonly positionals: readonly string[]; readonly options: Options }

/** The options given, read by name; the readers say what they promise. */
export interface Options {
  has(name: string): boolean
  /** The last value given, or null. */
  text(name: string): string | null
  all(name: string): readonly string[]
  /** The value, or `command.bad-argument` when the option was not given. */
  required(name: string): string
  /** A whole number ≥ least, or null when not given; anything else is refused. */
  whole(name: string, least: number): number | null
}

/** Splits arguments by the command's table. Unknown options are refused naming the nearest known one. */
export function parseLine(specs: OptionSpecs, args: readonly string[]): ParsedLine {
  const positionals: string[] = []
  const values = new Map<string, string[]>()
  let onlyPositionals = false
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? ''
    if (onlyPositionals || arg === '-' || !arg.startsWith('-')) { positionals.push(arg); continue }
    if (arg === '--') { onlyPositionals = true; continue }
    const name = arg === '-h' ? 'help' : arg.replace(/^--/, '').split('=', 1)[0] ?? ''
    const spec = Object.hasOwn(specs, name) ? specs[name] : undefined
    if (spec === undefined || (arg[1] !== '-' && arg !== '-h')) throw new ProblemError('command.unknown-option', { option: arg, nearest: `--${nearest(name.replace(/^-+/, ''), Object.keys(specs))}` })
    const inline = arg.includes('=') ? arg.slice(arg.indexOf('=') + 1) : null
    values.set(name, [...values.get(name) ?? [], spec.value === undefined ? switchValue(arg, inline) : inline ?? takeNext(args, ++at, arg)])
  }
  return { positionals, options: readers(values) }
}

function switchValue(arg: string, inline: string | null): string {
  if (inline !== null) throw new ProblemError('command.bad-argument', { argument: arg })
  return ''
}

function takeNext(args: readonly string[], at: number, option: string): string {
  const value = args[at]
  // A value that looks like an option is nearly always a forgotten value; `--` and `=` say otherwise.
  if (value === undefined || (value.startsWith('--') && value !== '--')) throw new ProblemError('command.bad-argument', { argument: option })
  return value
}

function readers(values: ReadonlyMap<string, readonly string[]>): Options {
  const text = (name: string): string | null => values.get(name)?.at(-1) ?? null
  return {
    has: name => values.has(name),
    text,
    all: name => values.get(name) ?? [],
    required(name) {
      const value = text(name)
      if (value === null || value === '') throw new ProblemError('command.bad-argument', { argument: `--${name}` })
      return value
    },
    whole(name, least) {
      const value = text(name)
      if (value === null) return null
      if (!/^\d{1,9}$/.test(value) || Number(value) < least) throw new ProblemError('command.bad-argument', { argument: `--${name} ${value}` })
      return Number(value)
    },
  }
}

/** The known name with the smallest edit distance. */
export function nearest(wanted: string, known: readonly string[]): string {
  let best = known[0] ?? ''
  for (const name of known) if (distance(wanted, name) < distance(wanted, best)) best = name
  return best
}

/** Levenshtein's distance; names are short, so the plain table is enough. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)))
    }
    row = next
  }
  return row[b.length] ?? 0
}
