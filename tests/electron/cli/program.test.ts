import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, expect, test, vi } from 'vitest'

// Processes are started here: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 })

/** The program as a process: what one that calls the commands in its own process cannot see. */

const ROOT = join(import.meta.dirname, '..', '..', '..')
const SOURCE = join(ROOT, 'electron', 'cli', 'main.ts')
const LAUNCHER = join(ROOT, 'build', 'bin', 'lien-thong.mjs')
const folder = mkdtempSync(join(tmpdir(), 'cli-program-'))
const running: ChildProcess[] = []
afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

function start(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess & { stdout: NodeJS.ReadableStream, stderr: NodeJS.ReadableStream } {
  const child = spawn(command, args, { cwd: folder, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  running.push(child)
  return child
}
const program = (...args: string[]) => start(process.execPath, ['--disable-warning=ExperimentalWarning', SOURCE, ...args])
const codeOf = async (child: ChildProcess): Promise<unknown> => (await once(child, 'close'))[0]
const firstLine = async (child: { stdout: NodeJS.ReadableStream }): Promise<string> => (await once(createInterface({ input: child.stdout }), 'line'))[0] as string

async function isTaken(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/`).then(() => true, () => false)
}
async function untilFree(port: number): Promise<void> {
  while (await isTaken(port)) await new Promise(done => { setTimeout(done, 50) })
}

test.skipIf(!existsSync(join(ROOT, 'dist', 'cli.js')))('started by an older Node it runs itself again on its own', async () => {
  // The version is what the launcher decides by; an older binary is not on every machine.
  const pretend = `data:text/javascript,Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.0' } })`
  const child = start(process.execPath, ['--import', pretend, LAUNCHER, 'verify', 'not-there.pdf', '--json'])
  const line = firstLine(child)
  expect([JSON.parse(await line), await codeOf(child)]).toEqual([{ file: 'not-there.pdf', problem: { code: 'file.not-found', facts: { file: 'not-there.pdf' } } }, 1])
})

test('output is whole in a pipe whose reader is slow, and a reader that leaves is no failure', async () => {
  const many = Array.from({ length: 3_000 }, (_, index) => `not-there-${index}.pdf`)
  const slow = program('verify', ...many, '--json')
  const texts: string[] = []
  slow.stdout.on('data', piece => texts.push(String(piece)))
  slow.stdout.pause()
  setTimeout(() => slow.stdout.resume(), 300)
  expect([await codeOf(slow), texts.join('').trim().split('\n').length]).toEqual([1, 3_000])
  const left = program('verify', ...many, '--json')
  const said: string[] = []
  left.stderr.on('data', piece => said.push(String(piece)))
  left.stdout.once('data', () => { (left.stdout as unknown as { destroy(): void }).destroy() })
  expect([await codeOf(left), said.join('')]).toEqual([1, ''])
})

test.skipIf(process.platform !== 'linux')('output that cannot be written is exit 1 and said on standard error', async () => {
  const full = openSync('/dev/full', 'w')
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', SOURCE, '--help'], { stdio: ['ignore', full, 'pipe'] })
  closeSync(full)
  const said: string[] = []
  child.stderr?.on('data', piece => said.push(String(piece)))
  expect([await codeOf(child), said.join('')]).toEqual([1, expect.stringContaining('ENOSPC')])
})

test('the province runs until it is stopped and ends with 0; while it runs its port is taken and another one says so', async () => {
  const child = program('province', '--seed', 'empty')
  const port = new URL((JSON.parse(await firstLine(child)) as { url: string }).url).port
  const second = program('province', '--seed', 'empty', '--port', port, '--json')
  const line = firstLine(second)
  expect([JSON.parse(await line), await codeOf(second)]).toEqual([{ problem: { code: 'province.port-taken', facts: {} } }, 1])
  // As a terminal and a launcher do it: the same signal twice.
  child.kill('SIGTERM')
  child.kill('SIGTERM')
  expect([await codeOf(child), await isTaken(Number(port))]).toEqual([0, false])
})

test('the province ends with whoever started it, even by SIGKILL', async () => {
  const child = program('province', '--seed', 'empty')
  const port = Number(new URL((JSON.parse(await firstLine(child)) as { url: string }).url).port)
  child.kill('SIGKILL')
  await untilFree(port)
})

test.skipIf(process.platform === 'win32')('under npx it ends with npx, whose shell passes no signal on', async () => {
  const shell = start('sh', ['-c', `'${process.execPath}' --disable-warning=ExperimentalWarning '${SOURCE}' province --seed empty; true`], { npm_command: 'exec' })
  const port = Number(new URL((JSON.parse(await firstLine(shell)) as { url: string }).url).port)
  shell.kill('SIGTERM')
  await untilFree(port)
})
