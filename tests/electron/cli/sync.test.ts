import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type CliOffice, openCliOffice, problemOf } from '../../helpers/cli-office.ts'
import { runCommand } from '../../helpers/run-command.ts'

// Processes are started here: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 })

const SOURCE = join(import.meta.dirname, '..', '..', '..', 'electron', 'cli', 'main.ts')
const NONE = { created: 0, updated: 0, destroyed: 0 }

let office: CliOffice
const watching: ChildProcess[] = []
beforeAll(async () => { office = await openCliOffice('--seed', 'load:3', '--tls') }, 60_000)
afterAll(async () => {
  for (const child of watching) child.kill('SIGKILL')
  await office.close()
})

test('a server whose authority is unknown is refused, and nothing is left of the try', async () => {
  const { folder, province } = office
  writeFileSync(join(folder, 'password'), province.line.accounts[0]?.password ?? '')
  const ran = await office.run('connect', '--profile', 'none', '--key-file', 'none.key', '--json', '--url', province.line.url, '--user', province.line.accounts[0]?.user ?? '', '--password-file', 'password')
  expect([ran.code, problemOf(ran)?.code, existsSync(join(folder, 'none')), existsSync(join(folder, 'none.key'))]).toEqual([1, 'province.certificate', false, false])
})

test.each([['not-there.pem', 'file.unreadable'], ['password', 'certificate.malformed']])('--ca %s: %s', async (ca, code) => {
  const ran = await office.run('connect', '--profile', 'none', '--key-file', 'none.key', '--json', '--url', office.province.line.url, '--user', 'x', '--password-file', 'password', '--ca', ca)
  expect([ran.code, problemOf(ran)]).toEqual([1, { code, facts: { file: ca } }])
})

test('with --ca it connects, and the profile keeps the authority itself: its file may go', async () => {
  const { folder, province } = office
  copyFileSync(province.line.ca ?? '', join(folder, 'ca.pem'))
  const options = ['--profile', 'kept', '--key-file', 'kept.key', '--json']
  const ran = await office.run('connect', ...options, '--url', province.line.url, '--user', province.line.accounts[0]?.user ?? '', '--password-file', 'password', '--ca', 'ca.pem')
  expect(ran.lines).toEqual([{ profile: 'kept', server: province.line.url, user: 'minhanh', officerId: 'O-snv-minhanh', agencyId: 'A-snv', demo: true }])
  rmSync(join(folder, 'ca.pem'))
  const pass = await office.run('sync', ...options)
  expect([pass.code, pass.lines.length, Object.keys(pass.lines[0] ?? {})]).toEqual([0, 1, ['pulled', 'pushed', 'offline']])
  expect(pass.lines[0]).toMatchObject({ pulled: { ...NONE, created: expect.any(Number) as number, byType: { Task: { ...NONE, created: 3 }, OfficialDocument: { ...NONE, created: 3 } } }, pushed: { accepted: 0, refused: 0, waiting: 0 }, offline: false })
  expect((await office.run('sync', ...options)).lines).toEqual([{ pulled: { ...NONE, byType: {} }, pushed: { accepted: 0, refused: 0, waiting: 0 }, offline: false }])
})

test('HTTPS_PROXY is obeyed, and this machine is never asked through it', async () => {
  const asked: string[] = []
  const proxy = createServer().on('connect', (request, socket) => {
    asked.push(request.url ?? '')
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const env = { ...process.env, https_proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` }
  const far = ['connect', '--profile', 'far', '--key-file', 'far.key', '--json', '--user', 'x', '--password-file', 'password', '--url', 'https://province.example']
  const through = await runCommand(office.folder, far, null, env)
  expect([through.code, asked]).toEqual([1, ['province.example:443']])
  expect((await runCommand(office.folder, ['sync', '--profile', 'kept', '--key-file', 'kept.key', '--json'], null, env)).lines[0]).toMatchObject({ offline: false })
  proxy.close()
})

interface Line { readonly pulled: { readonly created: number }, readonly pushed: { readonly accepted: number, readonly waiting: number }, readonly offline: boolean }

/** `sync --watch` in a process of its own; `until` waits for a line that is as wanted. */
function watch(options: readonly string[]) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', SOURCE, 'sync', '--watch', ...options], { cwd: office.folder, stdio: ['ignore', 'pipe', 'inherit'] })
  watching.push(child)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    child,
    async until(wanted: (line: Line) => boolean): Promise<Line> {
      for (;;) {
        const { value, done } = await lines.next()
        if (done === true) throw new Error('it ended')
        const line = JSON.parse(value) as Line
        if (wanted(line)) return line
      }
    },
  }
}

async function setNetwork(down: boolean): Promise<void> {
  await fetch(new URL('/demo/network', office.province.line.url), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ down }) })
}

test('--watch goes on through an outage, sends what another process puts into the outbox, and ends on SIGTERM', async () => {
  const profile = await office.connect('watched')
  const { child, until } = watch(profile)
  await until(({ pulled, offline }) => pulled.created > 0 && !offline)
  expect((await office.run('draft', ...profile, '--subject', 'Từ tiến trình khác', '--kind', 'TTr')).code).toBe(0)
  await until(({ pushed }) => pushed.accepted === 1)
  await setNetwork(true)
  await until(({ offline }) => offline)
  await setNetwork(false)
  await until(({ offline }) => !offline)
  const ended = once(child, 'close')
  child.kill('SIGTERM')
  expect((await ended)[0]).toBe(0)
}, 60_000)

test('--watch ends at once though the server does not answer', async () => {
  const profile = await office.connect('held')
  const { child, until } = watch(profile)
  await until(({ offline }) => !offline)
  office.province.process.kill('SIGSTOP')
  try {
    expect((await office.run('draft', ...profile, '--subject', 'Gửi vào chỗ im lặng', '--kind', 'TTr')).code).toBe(0)
    // The pass that sends it has begun when its row is on the way.
    const state = async () => (await office.run('outbox', ...profile)).lines.at(-1)?.['state']
    while (await state() !== 'sending') await new Promise(done => { setTimeout(done, 100) })
    const ended = once(child, 'close')
    child.kill('SIGTERM')
    expect((await ended)[0]).toBe(0)
  } finally {
    office.province.process.kill('SIGCONT')
  }
  expect((await office.run('sync', ...profile)).lines[0]).toMatchObject({ pushed: { accepted: 1 } })
})

test('--watch that begins offline says so in a line and ends on SIGINT with 3', async () => {
  const profile = await office.connect('away')
  await setNetwork(true)
  try {
    const { child, until } = watch(profile)
    expect(await until(({ offline }) => offline)).toMatchObject({ pulled: NONE, pushed: { accepted: 0 } })
    const ended = once(child, 'close')
    child.kill('SIGINT')
    expect((await ended)[0]).toBe(3)
  } finally {
    await setNetwork(false)
  }
})
