import { spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createHousekeeping } from '../../../electron/core/housekeeping.ts'
import { silentLog } from '../../../electron/core/log.ts'
import { type RunningProvince, startProvince } from '../../../electron/cli/development-tree.ts'
import { cachedIds } from '../../../electron/store/cached-ids.ts'
import { readKey } from '../../../electron/store/key.ts'
import { openStore, type Store } from '../../../electron/store/open.ts'
import { profileFiles } from '../../../electron/store/profile.ts'
import { rememberedAccounts } from '../../../electron/sync/accounts.ts'
import { runCommand } from '../../helpers/run-command.ts'

const COMMAND = join(import.meta.dirname, '..', '..', '..', 'electron', 'cli', 'main.ts')
const DOCUMENTS = 700 // two pages, so that each pass has a middle

let folder = ''
let province: RunningProvince
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'two-'))
  province = await startProvince(['--seed', `load:${DOCUMENTS}`, '--data', join(folder, 'province')], () => undefined)
  writeFileSync(join(folder, 'password'), `${province.line.accounts[0]?.password ?? ''}\n`)
}, 60_000)
afterAll(async () => {
  await province.stop()
  rmSync(folder, { recursive: true, force: true })
})

interface Ran { readonly code: number | null, readonly line: { readonly pulled?: { readonly byType: Record<string, { readonly created: number }> }, readonly pushed?: { readonly accepted: number }, readonly problem?: unknown }, readonly err: string }

/** A command line in a process of its own. */
function start(...args: string[]): Promise<Ran> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', COMMAND, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  const texts = { out: '', err: '' }
  child.stdout.on('data', piece => { texts.out += String(piece) })
  child.stderr.on('data', piece => { texts.err += String(piece) })
  return new Promise(resolve => { child.once('close', code => resolve({ code, line: JSON.parse(texts.out.trim().split('\n').at(-1) || '{}') as Ran['line'], err: texts.err })) })
}

async function makeProfile(name: string): Promise<readonly string[]> {
  const options = ['--profile', name, '--key-file', `${name}.key`, '--json']
  const connected = await runCommand(folder, ['connect', ...options, '--url', province.line.url, '--user', province.line.accounts[0]?.user ?? '', '--password-file', 'password'])
  expect(connected.code).toBe(0)
  return options
}

async function openProfile(name: string): Promise<Store> {
  const files = profileFiles(join(folder, name))
  return openStore({ files, key: await readKey(files, { keyFile: join(folder, `${name}.key`) }), now: Date.now })
}

const countDocuments = (store: Store): number => cachedIds(store.db, rememberedAccounts(store.db)?.account ?? '', 'OfficialDocument').length

test('two syncs of one profile at once: the second waits for the first, all is fetched once and what waited is sent once', async () => {
  const options = await makeProfile('both')
  writeFileSync(join(folder, 'paper.pdf'), '%PDF-1.4')
  for (let n = 0; n < 5; n++) expect((await runCommand(folder, ['draft', ...options, '--subject', `Tờ trình ${n}`, '--kind', 'TTr', '--attach', 'paper.pdf'])).code).toBe(0)
  const ran = await Promise.all([start('sync', ...options), start('sync', ...options)])
  expect(ran.map(each => [each.code, each.line.problem])).toEqual([[0, undefined], [0, undefined]])
  const sum = (of: (each: Ran) => number): number => ran.reduce((total, each) => total + of(each), 0)
  expect([sum(each => each.line.pulled?.byType['Task']?.created ?? 0), sum(each => each.line.pushed?.accepted ?? 0)]).toEqual([DOCUMENTS, 5])
  const store = await openProfile('both')
  expect(countDocuments(store)).toBe(DOCUMENTS + 5)
  store.close()
}, 60_000)

test('a damaged cache is set aside though another process has the profile open: it gives the databases away and goes on with the new ones', async () => {
  const options = await makeProfile('open')
  expect((await runCommand(folder, ['sync', ...options])).code).toBe(0)
  const store = await openProfile('open')
  const house = createHousekeeping({ store, now: Date.now, log: silentLog, onMended: () => {}, sleep: (ms, signal) => delay(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined) })
  house.watch()
  try {
    store.db.pragma('main.wal_checkpoint(TRUNCATE)')
    const [before, known] = [store.db, countDocuments(store)]
    expect(known).toBeGreaterThanOrEqual(DOCUMENTS)
    const middle = Math.floor(statSync(store.files.cache).size / 2 / 4096) * 4096
    const file = openSync(store.files.cache, 'r+')
    writeSync(file, Buffer.alloc(40_000, 7), 0, 40_000, middle)
    closeSync(file)
    const ran = await start('sync', ...options)
    expect([ran.code, ran.line.problem]).toEqual([0, undefined])
    expect(readdirSync(store.files.folder).some(name => name.startsWith('cache.db.damaged-'))).toBe(true)
    expect([store.db === before, before.open, countDocuments(store)]).toEqual([false, false, known])
  } finally {
    await house.stop()
    store.close()
  }
}, 60_000)
