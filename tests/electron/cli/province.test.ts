import { cpSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { type ProvinceLine, type RunningProvince, startProvince } from '../../../electron/cli/development-tree.ts'
import { askProvince } from '../../helpers/ask-province.ts'

// Processes are started here: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 })

/** The seeds of the contract as a client meets them: over the wire, from the first line of output on. */

const folder = mkdtempSync(join(tmpdir(), 'cli-province-'))
const running = new Set<RunningProvince>()
afterAll(async () => {
  for (const each of running) await each.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function start(...args: string[]): Promise<RunningProvince> {
  const province = await startProvince(args, () => undefined)
  running.add(province)
  return province
}
async function stop(province: RunningProvince): Promise<void> {
  running.delete(province)
  await province.stop()
}

interface Task { readonly documentId: string, readonly state: string, readonly can: readonly string[] }
interface Document { readonly id: string, readonly attachments: readonly object[], readonly subject: string }

/** Everything of a type that an account sees. */
async function all<T>(line: ProvinceLine, account: number, type: string): Promise<readonly T[]> {
  const own = { ...line, accounts: line.accounts.slice(account, account + 1) }
  const [found] = await askProvince(own, [[`${type}/query`, { limit: 10_000 }]])
  const ids = (found?.['ids'] ?? []) as string[]
  const got: T[] = []
  for (let at = 0; at < ids.length; at += 500) got.push(...((await askProvince(own, [[`${type}/get`, { ids: ids.slice(at, at + 500) }]]))[0]?.['list'] as T[]))
  return got
}

test('empty: no document, and still accounts; the first line says where everything is', async () => {
  const { line, firstLine } = await start('--seed', 'empty')
  expect(Object.keys(JSON.parse(firstLine) as object)).toEqual(expect.arrayContaining(['url', 'session', 'tsa', 'ocsp', 'crl', 'trust', 'accounts']))
  expect([line.session.startsWith(line.url), statSync(line.trust).isDirectory(), line.accounts.length >= 2]).toEqual([true, true, true])
  expect(line.accounts.map(account => Object.keys(account).join())).toEqual(line.accounts.map(() => 'user,password,role,agencyId,officerId'))
  expect([(await all(line, 0, 'OfficialDocument')).length, (await all(line, 1, 'Task')).length]).toEqual([0, 0])
  expect((await fetch(line.session, { headers: { authorization: `Basic ${Buffer.from(`${line.accounts[0]?.user}:wrong`).toString('base64')}` } })).status).toBe(401)
})

test('load:N gives the first account N incoming documents, one task each', async () => {
  const { line } = await start('--seed', 'load:37')
  const [tasks, documents] = [await all<Task>(line, 0, 'Task'), await all<Document & { direction: string }>(line, 0, 'OfficialDocument')]
  expect([tasks.length, documents.length, new Set(tasks.map(task => task.documentId)).size, documents.every(doc => doc.direction === 'in')]).toEqual([37, 37, 37, true])
})

// The first start on a day makes three thousand papers.
test('demo: at least twenty tasks, some with attachments, and two colleagues who may forward thirty papers each that the first lacks', { timeout: 120_000 }, async () => {
  const { line } = await start('--seed', 'demo')
  const [tasks, documents] = [await all<Task>(line, 0, 'Task'), await all<Document>(line, 0, 'OfficialDocument')]
  expect([tasks.length >= 20, documents.some(doc => doc.attachments.length > 0)]).toEqual([true, true])
  const mine = new Set(documents.map(doc => doc.id))
  const agency = line.accounts[0]?.agencyId
  const colleagues = []
  for (const [place, account] of line.accounts.entries()) {
    if (place === 0 || account.agencyId !== agency) continue
    const forwardable = (await all<Task>(line, place, 'Task')).filter(task => task.can.includes('forward') && !mine.has(task.documentId))
    if (forwardable.length === 30) colleagues.push(account.user)
  }
  expect(colleagues.length).toBe(2)
})

test('with --data that exists the seed is ignored; a restart on the same port goes on; a copy made while stopped is a valid backup', async () => {
  const data = join(folder, 'data')
  const first = await start('--seed', 'load:3', '--data', data)
  const port = new URL(first.line.url).port
  const draft = async (line: ProvinceLine, subject: string) => askProvince(line, [['OfficialDocument/set', { create: { d: { direction: 'draft', kind: 'Công văn', subject } } }]])
  const subjects = async (line: ProvinceLine) => (await all<Document>(line, 0, 'OfficialDocument')).map(doc => doc.subject).filter(subject => subject.startsWith('Bản ')).toSorted()
  const stateOf = async (line: ProvinceLine) => String((await askProvince(line, [['OfficialDocument/get', { ids: [] }]]))[0]?.['state'])
  await draft(first.line, 'Bản 1')
  const before = await stateOf(first.line)
  await stop(first)
  cpSync(data, join(folder, 'backup'), { recursive: true })

  const second = await start('--seed', 'demo', '--data', data, '--port', port)
  expect([second.line.url, second.line.accounts, (await all(second.line, 0, 'Task')).length, await stateOf(second.line)]).toEqual([first.line.url, first.line.accounts, 3, before])
  await draft(second.line, 'Bản 2')
  const after = await stateOf(second.line)
  await stop(second)

  renameSync(data, join(folder, 'lost'))
  renameSync(join(folder, 'backup'), data)
  const restored = await start('--data', data, '--port', port)
  expect(await subjects(restored.line)).toEqual(['Bản 1'])
  // What a client saw after the backup was made is another life: it has to ask for everything, not for what is new.
  const [changes] = await askProvince(restored.line, [['OfficialDocument/changes', { sinceState: after }]])
  expect(changes).toMatchObject({ type: 'cannotCalculateChanges' })
  await draft(restored.line, 'Bản 3')
  expect(await subjects(restored.line)).toEqual(['Bản 1', 'Bản 3'])
})
