import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { ProblemError } from '../../shared/problem.ts'

/** The first line that a province prints (cli.md, `province`). It may grow; what we use is read here. */
export const ProvinceLine = z.looseObject({
  url: z.string(), session: z.string(), trust: z.string(), ca: z.string().nullish(), crl: z.string().nullish(),
  accounts: z.array(z.looseObject({ user: z.string(), password: z.string(), role: z.string(), agencyId: z.string(), officerId: z.string() })),
  tokens: z.array(z.looseObject({ p12: z.string(), pin: z.string(), officerId: z.string() })).default([]),
})
export type ProvinceLine = z.infer<typeof ProvinceLine>

/** Where the reference province's entry is; a packaged copy has none and says so. */
function provinceEntry(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const entry = join(folder, 'tests', 'province', 'serve.ts')
    if (existsSync(join(folder, 'package.json')) && existsSync(entry)) return entry
    if (dirname(folder) === folder) throw new ProblemError('command.development-only')
  }
}

/** A province as a process of the development tree, talked to over the wire like any server. */
export interface RunningProvince { readonly process: ChildProcess; readonly line: ProvinceLine; readonly firstLine: string; stop(): Promise<void> }

/** What `serve.ts` ends with when somebody else has the port. */
const PORT_TAKEN = 98

/** Starts it and waits for its first line; the channel ends it with us, however we end. What it says afterwards goes to standard error. */
export async function startProvince(args: readonly string[], note: (text: string) => void): Promise<RunningProvince> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', provinceEntry(), ...args], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  if (child.stderr === null || child.stdout === null) throw new Error('pipes were asked for')
  createInterface({ input: child.stderr }).on('line', note)
  const lines = createInterface({ input: child.stdout })
  const firstLine = await new Promise<string>((done, failed) => {
    lines.once('line', done)
    child.once('error', failed)
    child.once('exit', code => failed(code === PORT_TAKEN ? new ProblemError('province.port-taken') : new ProblemError('province.server-failed', { status: code ?? 0 })))
  })
  const ended = new Promise<void>(done => { child.once('exit', () => done()) })
  return {
    process: child, line: ProvinceLine.parse(JSON.parse(firstLine)), firstLine,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}
