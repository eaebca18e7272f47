import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type RunningProvince, startProvince } from '../../../electron/cli/development-tree.ts'
import { runCommand } from '../../helpers/run-command.ts'

// Processes are started here: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 })

let folder = ''
let province: RunningProvince
const PROFILE = ['--profile', 'profile', '--key-file', 'key', '--json']
const run = (...args: string[]) => runCommand(folder, args)
const problemOf = (ran: { lines: readonly Record<string, unknown>[] }) => (ran.lines.at(-1)?.['problem'] as { code: string } | undefined)?.code

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cli-'))
  province = await startProvince(['--seed', 'empty', '--data', join(folder, 'province')], () => undefined)
  writeFileSync(join(folder, 'wrong'), 'not this one\n')
  writeFileSync(join(folder, 'password'), `${province.line.accounts[0]?.password ?? ''}\n`)
  writeFileSync(join(folder, 'paper.pdf'), '%PDF-1.4 not much of one')
}, 60_000)
afterAll(async () => {
  await province.stop()
  rmSync(folder, { recursive: true, force: true })
})

const connectAs = (password: string, ...more: string[]) => run('connect', ...PROFILE, '--url', province.line.url, '--user', province.line.accounts[0]?.user ?? '', '--password-file', password, ...more)

test('a wrong password, a wrong address and a server that is none each say so', async () => {
  const wrongPassword = await connectAs('wrong')
  const nowhere = await run('connect', ...PROFILE, '--url', 'http://127.0.0.1:9', '--user', 'x', '--password-file', 'password')
  const noAddress = await run('connect', ...PROFILE, '--url', 'not an address', '--user', 'x', '--password-file', 'password')
  expect([wrongPassword, nowhere, noAddress].map(ran => [ran.code, problemOf(ran)])).toEqual([[1, 'province.wrong-password'], [1, 'province.no-answer'], [1, 'province.bad-address']])
})

test('without a key nothing opens, and a key inside the profile is refused', async () => {
  expect(problemOf(await run('connect', '--profile', 'other', '--json', '--url', province.line.url, '--user', 'x', '--password-file', 'password'))).toBe('store.no-key')
  expect((await run('sync', '--profile', 'profile', '--key-file', 'profile/key', '--json')).code).toBe(2)
})

test('a profile is its owner’s alone and holds no password in clear', async () => {
  expect((await connectAs('password')).code).toBe(0)
  expect([statSync(join(folder, 'profile')).mode & 0o777, statSync(join(folder, 'key')).mode & 0o777]).toEqual([0o700, 0o600])
  const password = province.line.accounts[0]?.password ?? ''
  for (const name of ['cache.db', 'work.db', 'work.db-wal', 'key.json']) {
    const bytes = readFileSync(join(folder, 'profile', name), { flag: 'a+' })
    expect(bytes.includes(password)).toBe(false)
    expect(bytes.subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3')
  }
})

test('a draft made here is sent once, and the same clientRef gives the same row', async () => {
  expect((await run('sync', ...PROFILE)).code).toBe(0)
  const agency = province.line.accounts[0]?.agencyId ?? ''
  const draft = await run('draft', ...PROFILE, '--subject', 'Về việc thử nghiệm', '--kind', 'TTr', '--to', `${agency}:to-know`, '--attach', 'paper.pdf')
  expect(draft.code).toBe(0)
  const id = String(draft.lines[0]?.['id'])
  const ref = '01890000-0000-7000-8000-00000000abcd'
  const submit = () => run('move', 'submit', id, ...PROFILE, '--client-ref', ref)
  expect([await submit(), await submit()].map(ran => [ran.code, ran.lines[0]?.['clientRef'], ran.lines[0]?.['state']])).toEqual([[0, ref, 'waiting'], [0, ref, 'waiting']])
  expect((await run('outbox', ...PROFILE)).code).toBe(3)
  expect((await run('sync', ...PROFILE)).lines[0]).toMatchObject({ pushed: { accepted: 2, refused: 0, waiting: 0 }, offline: false })
  const rows = await run('outbox', ...PROFILE)
  expect([rows.code, rows.lines.map(row => [row['verb'], row['state']])]).toEqual([0, [['draft.create', 'done'], ['submit', 'done']]])
  const shown = await run('show', id, ...PROFILE)
  expect(shown.lines[0]).toMatchObject({ state: 'submitted', kind: 'Tờ trình', clientRef: id })
  expect((await run('export', id, ...PROFILE, '--out', 'files')).code).toBe(0)
  expect(readFileSync(join(folder, 'files', 'paper.pdf'), 'utf8')).toBe('%PDF-1.4 not much of one')
})

test('what the province refuses stays in the outbox with its reason, and can be given up', async () => {
  const [row] = (await run('list', ...PROFILE, '--box', 'drafts')).lines
  const refused = await run('move', 'complete', String(row?.['id']), ...PROFILE, '--text', 'xong')
  expect(refused.code).toBe(0)
  const pass = await run('sync', ...PROFILE)
  expect(pass.code).toBe(0)
  expect(pass.lines[0]).toMatchObject({ pushed: { refused: 1 } })
  expect((await run('outbox', ...PROFILE)).code).toBe(3)
  const parked = (await run('outbox', ...PROFILE)).lines.find(each => each['state'] === 'parked')
  expect(parked?.['verb']).toBe('complete')
  const given = await run('outbox', ...PROFILE, '--discard', String(parked?.['id']))
  expect([given.code, given.lines.at(-1)?.['state']]).toEqual([0, 'discarded'])
})

test('connect changes a profile: a refused password keeps the login that works, another account has its own desk', async () => {
  const drafts = async () => (await run('list', ...PROFILE, '--box', 'drafts', '--limit', '0')).lines.length
  const before = await drafts()
  expect([(await connectAs('wrong')).code, (await run('sync', ...PROFILE)).code, await drafts()]).toEqual([1, 0, before])
  const other = province.line.accounts[1]
  writeFileSync(join(folder, 'other-password'), other?.password ?? '')
  const changed = await run('connect', ...PROFILE, '--url', province.line.url, '--user', other?.user ?? '', '--password-file', 'other-password')
  expect(changed.lines[0]).toMatchObject({ user: other?.user, officerId: other?.officerId })
  expect([(await run('sync', ...PROFILE)).code, await drafts(), (await run('outbox', ...PROFILE)).lines]).toEqual([0, 0, []])
  expect([(await connectAs('password')).code, await drafts()]).toEqual([0, before])
})

test('bad words are usage: exit 2', async () => {
  const ran = await Promise.all([run('move', 'aprove', 'x', ...PROFILE), run('list', ...PROFILE, '--boks', 'inbox'), run('lst', '--json'), run('list', ...PROFILE, '--limit', '-1')])
  expect(ran.map(each => each.code)).toEqual([2, 2, 2, 2])
})

test('another key is a wrong key and touches nothing', async () => {
  writeFileSync(join(folder, 'other-key'), Buffer.alloc(32, 7).toString('base64url'))
  const before = readFileSync(join(folder, 'profile', 'work.db'))
  expect(problemOf(await run('sync', '--profile', 'profile', '--key-file', 'other-key', '--json'))).toBe('store.wrong-key')
  expect(readFileSync(join(folder, 'profile', 'work.db')).equals(before)).toBe(true)
  expect(problemOf(await run('sync', '--profile', 'nowhere', '--key-file', 'key', '--json'))).toBe('store.no-profile')
})

test('a damaged cache is set aside and refilled in the same pass', async () => {
  const listed = (await run('list', ...PROFILE, '--box', 'drafts')).lines.length
  writeFileSync(join(folder, 'profile', 'cache.db'), Buffer.alloc(8192, 1))
  expect((await run('sync', ...PROFILE)).code).toBe(0)
  expect((await run('list', ...PROFILE, '--box', 'drafts')).lines.length).toBe(listed)
  expect((await run('doctor', ...PROFILE)).lines[0]).toMatchObject({ store: { cache: 'ok', work: 'ok' } })
})

test('verify judges what is no PDF without failing, and a missing file is told', async () => {
  copyFileSync(join(folder, 'password'), join(folder, 'text.pdf'))
  const ran = await run('verify', 'text.pdf', 'gone.pdf', '--json')
  expect([ran.code, ran.lines[0]?.['verdict'], problemOf(ran)]).toEqual([1, 'unreadable', 'file.not-found'])
  expect((await run('upgrade', 'a.pdf', '--out', 'b.pdf', '--level', 'B-T', '--json')).code).toBe(1)
})

test('offline is a state: exit 3, and the work goes on', async () => {
  await province.stop()
  const pass = await run('sync', ...PROFILE)
  expect([pass.code, pass.lines[0]?.['offline']]).toEqual([3, true])
  const draft = await run('draft', ...PROFILE, '--subject', 'Viết khi mất mạng', '--kind', 'Công văn')
  expect([draft.code, (await run('list', ...PROFILE, '--box', 'drafts', '--query', 'viet khi mat mang')).lines.length]).toEqual([0, 1])
})
