import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunningProvince, startProvince } from '../../electron/cli/development-tree.ts'
import type { Problem } from '../../shared/problem.ts'
import { type Ran, runCommand } from './run-command.ts'

/** A province as a process and a folder of profiles: what the command line's tests of one file share. */
export interface CliOffice {
  readonly folder: string
  readonly province: RunningProvince
  run(...args: string[]): Promise<Ran>
  /** Options of a profile that is connected as the account of this place. */
  connect(name: string, account?: number): Promise<readonly string[]>
  close(): Promise<void>
}

export async function openCliOffice(...provinceArgs: string[]): Promise<CliOffice> {
  const folder = mkdtempSync(join(tmpdir(), 'cli-office-'))
  const province = await startProvince([...provinceArgs, '--data', join(folder, 'province')], () => undefined)
  const run = (...args: string[]): Promise<Ran> => runCommand(folder, args)
  return {
    folder, province, run,
    async connect(name, account = 0) {
      const { user, password } = province.line.accounts[account] ?? { user: '', password: '' }
      writeFileSync(join(folder, 'password'), `${password}\n`)
      const options = ['--profile', name, '--key-file', `${name}.key`, '--json']
      const ca = province.line.url.startsWith('https') ? ['--ca', province.line.ca ?? ''] : []
      const ran = await run('connect', ...options, '--url', province.line.url, '--user', user, '--password-file', 'password', ...ca)
      if (ran.code !== 0) throw new Error(`not connected: ${ran.out}${ran.err}`)
      return options
    },
    async close() {
      await province.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The last line's problem. */
export function problemOf({ lines }: Ran): Problem | undefined {
  return lines.at(-1)?.['problem'] as Problem | undefined
}
