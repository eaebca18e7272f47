import { COMMANDS } from '../../electron/cli/commands.ts'
import { runCommandLine } from '../../electron/cli/run.ts'

export interface Ran { readonly code: number; readonly lines: readonly Record<string, unknown>[]; readonly out: string; readonly err: string }

/** A command line run in this process, in a folder of its own; `lines` is standard output read as JSON. */
export async function runCommand(cwd: string, args: readonly string[], stdin: string | null = null, env: Readonly<Record<string, string | undefined>> = process.env): Promise<Ran> {
  const held = { out: '', err: '' }
  const code = await runCommandLine(COMMANDS, args, {
    cwd, env, now: () => Date.now(), stop: () => new AbortController().signal, terminal: null, readStdin: async () => stdin === null ? null : Buffer.from(stdin),
    writeOut: text => { held.out += text },
    writeErr: text => { held.err += text },
  })
  const lines = args.includes('--json') ? held.out.trim().split('\n').filter(line => line !== '').map(line => JSON.parse(line) as Record<string, unknown>) : []
  return { code, lines, ...held }
}
