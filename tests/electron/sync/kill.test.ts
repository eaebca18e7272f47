import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningProvince, startProvince } from '../../../electron/cli/development-tree.ts'
import { checkStore } from '../../../electron/store/repair.ts'
import { openStore } from '../../../electron/store/open.ts'
import { profileFiles } from '../../../electron/store/profile.ts'
import { sweepFiles, sweepWorkBlobs } from '../../../electron/store/blob-keeping.ts'
import { askProvince } from '../../helpers/ask-province.ts'
import type { Life, Said } from '../../helpers/mortal-client.ts'
import { makeRandom } from '../../province/make-province.ts'

/** Seeds of the whole proof: KILLS=20. */
const SEEDS = Number(process.env['KILLS'] ?? 3)
const LIVES = 4
const CLIENT = join(import.meta.dirname, '..', '..', 'helpers', 'mortal-client.ts')

let folder = ''
let province: RunningProvince
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kill-'))
  province = await startProvince(['--seed', 'empty', '--data', join(folder, 'province')], () => undefined)
}, 60_000)
afterAll(async () => {
  await province.stop()
  rmSync(folder, { recursive: true, force: true })
})

interface Ended { readonly said: readonly Said[], readonly signal: string | null, readonly err: string }

/** One life of the client; `killAfterMs` counts from its first promise. */
async function live(life: Life, killAfterMs: number | null): Promise<Ended> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CLIENT, JSON.stringify(life)], { stdio: ['ignore', 'pipe', 'pipe'] })
  const said: Said[] = []
  let err = ''
  child.stderr.on('data', piece => { err += String(piece) })
  const lines = createInterface({ input: child.stdout })
  lines.on('line', line => {
    said.push(JSON.parse(line) as Said)
    if (said.length === 1 && killAfterMs !== null) setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  })
  const [, signal] = await new Promise<[number | null, string | null]>(resolve => { child.once('close', (code, how) => resolve([code, how])) })
  return { said, signal, err }
}

function lifeOf(profile: string, key: string): Omit<Life, 'does'> {
  const { url, accounts: [account] } = province.line
  return { profile, key, url, user: account?.user ?? '', password: account?.password ?? '' }
}

interface OnServer { readonly id: string, readonly clientRef: string | null, readonly attachments?: readonly { readonly sha256: string }[] }

async function onServer(type: 'OfficialDocument' | 'Action'): Promise<readonly OnServer[]> {
  const [found] = await askProvince(province.line, [[`${type}/query`, {}]])
  const [got] = await askProvince(province.line, [[`${type}/get`, { ids: found?.['ids'] }]])
  return got?.['list'] as OnServer[]
}

test.each(Array.from({ length: SEEDS }, (_, index) => index + 1))('seed %i: killed again and again in the middle of everything, what was promised is on the province once', async seed => {
  const bytes = makeRandom(seed)
  const drawn = (most: number): number => Math.floor((bytes(1)[0] ?? 0) / 256 * most)
  const [profile, key] = [join(folder, `profile-${seed}`), randomBytes(32).toString('hex')]
  const promised: Extract<Said, { promised: string }>[] = []
  for (let index = 0; index < LIVES; index++) {
    const isByRequest = index % 2 === 0
    const life: Life = { ...lifeOf(profile, key), does: 'sync', ...(isByRequest ? { diesAt: { request: 3 + drawn(12), after: drawn(2) === 1 } } : {}) }
    // The second is a net below: a life that dies at a request may run out of them.
    const { said, signal, err } = await live(life, isByRequest ? 2_000 : drawn(400))
    expect([signal, err]).toEqual(['SIGKILL', ''])
    promised.push(...said.filter(each => 'promised' in each))
  }
  const { said, err } = await live({ ...lifeOf(profile, key), does: 'finish' }, null)
  expect(err).toBe('')
  const end = said.find(each => 'end' in each)?.end
  expect(end?.rows.filter(row => row.state !== 'done')).toEqual([])
  expect([end?.overlays, end?.workBlobs, end?.unused]).toEqual([0, expect.any(Number), 0])
  const [documents, actions] = [await onServer('OfficialDocument'), await onServer('Action')]
  for (const { promised: id, verb, sha256 } of promised) {
    const there = (verb === 'draft.create' ? documents : actions).filter(each => each.clientRef === id)
    expect([verb, there.length, there[0]?.attachments?.[0]?.sha256 ?? null]).toEqual([verb, 1, verb === 'draft.create' ? sha256 : there[0]?.attachments?.[0]?.sha256 ?? null])
  }
  // A commit whose line was not written any more may be there beside the promised; but nothing is there twice.
  const refs = [...documents, ...actions].map(each => each.clientRef).filter(ref => ref !== null)
  expect(new Set(refs).size).toBe(refs.length)
  expect(promised.length).toBeGreaterThan(0)
  expect(end?.documents.toSorted()).toEqual(documents.map(each => each.id).toSorted())
}, 60_000)

test.each(['die-after-file', 'die-after-blob'] as const)('a power cut between a file and its row (%s) leaves nothing that is not swept a day later, and a sound store', async place => {
  const [profile, key] = [join(folder, place), randomBytes(32).toString('hex')]
  const { signal, err } = await live({ ...lifeOf(profile, key), does: place }, null)
  expect([signal, err]).toEqual(['SIGKILL', ''])
  const later = Date.now() + 2 * 86_400_000
  const store = openStore({ files: profileFiles(profile), key: { id: 'mortal', bytes: Buffer.from(key, 'hex') }, now: () => later })
  try {
    expect(checkStore(store.db)).toEqual({ cache: 'ok', work: 'ok' })
    expect(readdirSync(store.files.workBlobs)).toHaveLength(1)
    sweepWorkBlobs(store, later)
    sweepFiles(store, later)
    expect(readdirSync(store.files.workBlobs)).toEqual([])
  } finally {
    store.close()
  }
})
