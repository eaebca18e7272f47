import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { uuidV7 } from '../../../shared/model/ids.ts'
import { blobIdOfDigest } from '../../../shared/protocol/blob.ts'
import { makeProvinceClient } from '../../../electron/province/province.ts'
import { listActions } from '../../../electron/store/actions.ts'
import { putBlob } from '../../../electron/store/blobs.ts'
import { cachedIds } from '../../../electron/store/cached-ids.ts'
import { sql } from '../../../electron/store/database.ts'
import { getDocument } from '../../../electron/store/documents.ts'
import { openStore, type Store } from '../../../electron/store/open.ts'
import { allRows } from '../../../electron/store/outbox.ts'
import { profileFiles } from '../../../electron/store/profile.ts'
import { getTask } from '../../../electron/store/tasks.ts'
import { enqueueAction } from '../../../electron/sync/enqueue-action.ts'
import { undo } from '../../../electron/sync/take-back.ts'
import { type SyncInputs, syncPass } from '../../../electron/sync/pass.ts'
import { saveDraft } from '../../../electron/sync/save-draft.ts'
import { setKeywords } from '../../../electron/sync/set-keywords.ts'
import { makeClock, makeProvince, makeRandom, signIn, type SignedIn, type TestClock } from '../../province/make-province.ts'
import type { Province } from '../../province/province.ts'
import { ORIGIN } from '../../helpers/make-client.ts'
import { makeKey } from '../../helpers/make-store.ts'
import { unreliable } from '../../helpers/unreliable.ts'

/** Runs of the property; RUNS=300 for the whole proof (Issue 3). */
const RUNS = Number(process.env['RUNS'] ?? 12)
/** Seeds that once failed, and why they are kept. */
const KEPT_SEEDS: readonly number[] = [1009] // a draft known to the province vanished until the first pull

interface World { readonly province: Province, readonly clock: TestClock, readonly random: () => number }

/** One officer’s PC: it can be killed at any await and comes back from its disk. */
function makePc(world: World, user: string, folder: string, seed: number) {
  const key = makeKey()
  const bytes = makeRandom(seed)
  const newId = (): string => uuidV7(world.clock.now(), bytes(10))
  const line = unreliable(request => world.province.fetch(request), world.random)
  const account = `p-${user.split('@')[1] ?? ''}-${user.split('@')[0] ?? ''}`
  const open = (): Store => openStore({ files: profileFiles(folder), key, now: () => world.clock.now() })
  const pc = { user, account, store: open(), isDead: false, line, newId }
  function inputsOf(store: Store): SyncInputs {
    return {
      store, now: () => world.clock.now(), newId, random: world.random, sleep: () => new Promise(resolve => setImmediate(resolve)),
      province: makeProvinceClient({ fetch: line.fetch, now: () => world.clock.now() }, { url: ORIGIN, user, password: user }),
    }
  }
  async function pass(): Promise<void> {
    const died = new Promise<'died'>(resolve => line.onKill(() => resolve('died')))
    // A killed process holds no lock and no database: here both are taken from it, and it never runs on.
    const how = await Promise.race([syncPass(inputsOf(pc.store), () => {}).then(() => 'done' as const), died])
    if (how === 'died') {
      pc.store.close()
      rmSync(join(folder, 'lock-pass.db'), { force: true })
      pc.store = open()
    }
  }
  return { ...pc, get store() { return pc.store }, pass, moment: (undoMs = 0) => ({ now: world.clock.now(), newId, undoMs }) }
}
type Pc = ReturnType<typeof makePc>

async function act(world: World, pc: Pc): Promise<void> {
  const { random } = world
  const { db } = pc.store
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)]
  const documents = [...cachedIds(db, pc.account, 'OfficialDocument'), ...allRows(db, pc.account).filter(row => row.verb === 'draft.create' && row.state !== 'discarded').map(row => row.id)]
  const content = { kind: 'Công văn', subject: `Văn bản ${Math.floor(random() * 1e6)}`, summary: null, urgency: 'normal', dueAt: null, addressees: [], relatedIds: [], attachments: [] }
  const choice = random()
  if (choice < 0.3 || documents.length === 0) {
    const { sha256, size } = await putBlob(pc.store, 'work', Buffer.from(content.subject), world.clock.now())
    const attachments = [{ blobId: blobIdOfDigest(Buffer.from(sha256, 'hex').toString('base64url')), name: 'a.pdf', type: 'application/pdf', size, sha256, role: 'main' }]
    const author = { officerId: null, agencyId: null, agencyName: null }
    const { documentId } = saveDraft(db, { account: pc.account, content: { ...content, attachments }, author }, pc.moment(random() < 0.3 ? 1000 : 0))
    if (random() < 0.5) enqueueAction(db, { account: pc.account, verb: 'submit', documentId, toOfficerIds: ['snv-lanh-dao'] }, pc.moment())
    return
  }
  const documentId = pick(documents) ?? ''
  if (choice < 0.5) {
    const text = `ý kiến ${Math.floor(random() * 1e9)}`
    enqueueAction(db, { account: pc.account, verb: 'comment', documentId, text }, pc.moment())
  } else if (choice < 0.6) {
    const verb = pick(['approve', 'return', 'submit', 'number'] as const) ?? 'return'
    enqueueAction(db, { account: pc.account, verb, documentId, text: 'x' }, pc.moment())
  } else if (choice < 0.75) {
    setKeywords(db, { account: pc.account, taskIds: cachedIds(db, pc.account, 'Task').slice(0, 5), keyword: random() < 0.5 ? '$seen' : '$flagged', value: random() < 0.7 }, pc.moment())
  } else if (choice < 0.85) {
    const doc = getDocument(db, pc.account, documentId)
    if (doc?.state === 'drafting') saveDraft(db, { account: pc.account, documentId, content, author: { officerId: null, agencyId: null, agencyName: null } }, pc.moment())
  } else if (choice < 0.9) {
    const row = pick(allRows(db, pc.account).filter(each => each.state === 'waiting' && each.attempts === 0 && each.args.does === 'action'))
    if (row !== undefined) undo(pc.store, [row.id], world.clock.now())
  } else world.clock.advance(2_000)
}

/** Everything the officer's account holds on the province, by type and id. */
async function truth(officer: SignedIn, type: string): Promise<unknown[]> {
  const answer = await officer.call(`${type}/get`, { ids: (await officer.call(`${type}/query`))['ids'] as string[] })
  return [...answer['list'] as { id: string }[]].sort((a, b) => a.id < b.id ? -1 : 1)
}

async function run(seed: number, folder: string): Promise<void> {
  const bytes = makeRandom(seed)
  const random = (): number => (((bytes(1)[0] ?? 0) << 16) + ((bytes(1)[0] ?? 0) << 8) + (bytes(1)[0] ?? 0)) / 2 ** 24
  const clock = makeClock()
  const world: World = { province: makeProvince({ clock, random: makeRandom(seed + 1) }), clock, random }
  const users = ['chuyen-vien@snv', 'lanh-dao@snv']
  const pcs = users.map((user, index) => makePc(world, user, join(folder, `${seed}-${index}`), seed * 10 + index))
  for (let step = 0; step < 30; step++) {
    const pc = pcs[Math.floor(random() * pcs.length)]
    if (pc === undefined) continue
    await act(world, pc)
    if (random() < 0.5) await pc.pass()
    clock.advance(Math.floor(random() * 1_500))
  }
  for (const pc of pcs) pc.line.calm()
  for (let round = 0; round < 12; round++) {
    clock.advance(400_000) // longer than the longest back-off
    for (const pc of pcs) await pc.pass()
  }
  for (const pc of pcs) await expectConverged(world, pc)
  await expectOnce(world, pcs)
  for (const pc of pcs) pc.store.close()
  world.province.close()
}

async function expectConverged(world: World, pc: Pc): Promise<void> {
  const { store: { db }, account } = pc
  const officer = signIn(world.province, pc.user)
  expect(allRows(db, account).filter(row => row.state === 'waiting' || row.state === 'sending').filter(row => !isBehindParked(row.id, allRows(db, account)))).toEqual([])
  const readers = { OfficialDocument: getDocument, Task: getTask, Action: null } as const
  for (const type of ['OfficialDocument', 'Task'] as const) {
    const mine = cachedIds(db, account, type).toSorted().map(id => readers[type](db, account, id))
    expect(mine, `${type} of ${pc.user}`).toEqual((await truth(officer, type)).map(object => expect.objectContaining(object as object)))
  }
  const documents = cachedIds(db, account, 'OfficialDocument')
  const actions = documents.flatMap(id => [...listActions(db, account, id)]).map(action => action.id).toSorted()
  expect(actions).toEqual((await truth(officer, 'Action')).map(action => (action as { id: string }).id))
  // Nothing optimistic is left but what a person has to decide.
  const decided = new Set(allRows(db, account).filter(row => row.state === 'parked' || row.state === 'waiting').map(row => row.documentId))
  if (decided.size === 0) expect(sql(db, 'select * from overlay_document').all()).toEqual([])
}

function isBehindParked(id: string, rows: ReturnType<typeof allRows>): boolean {
  const row = rows.find(each => each.id === id)
  return rows.some(each => each.state === 'parked' && row !== undefined && each.seq < row.seq && (each.orderKey === row.orderKey || row.dependsOn.includes(each.id)))
}

/** What an officer wrote is on the province once, or listed as not taken; never twice, never nowhere. */
async function expectOnce(world: World, pcs: readonly Pc[]): Promise<void> {
  const rows = pcs.flatMap(pc => [...allRows(pc.store.db, pc.account)])
  const refs = rows.filter(row => row.state === 'done' && row.args.does !== 'task.flags' && row.args.does !== 'draft.update').map(row => row.serverId)
  expect(new Set(refs).size).toBe(refs.length)
  for (const pc of pcs) {
    const officer = signIn(world.province, pc.user)
    const server = [...await truth(officer, 'OfficialDocument'), ...await truth(officer, 'Action')] as { clientRef: string | null, id: string }[]
    for (const row of allRows(pc.store.db, pc.account)) {
      if (row.args.does === 'task.flags' || row.args.does === 'draft.update') continue
      const there = server.filter(object => object.clientRef === row.id)
      expect(there.length, `${row.verb} ${row.state} of ${pc.user}`).toBe(row.state === 'done' ? 1 : 0)
    }
  }
}

test.each([...KEPT_SEEDS, ...Array.from({ length: RUNS }, (_, index) => 2000 + index)])('seed %i: two PCs and the province agree, nothing is lost and nothing done twice', async seed => {
  const folder = mkdtempSync(join(tmpdir(), 'lt-run-'))
  try {
    await run(seed, folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
