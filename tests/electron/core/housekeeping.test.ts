import { closeSync, openSync, readdirSync, writeFileSync, writeSync, utimesSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createHousekeeping } from '../../../electron/core/housekeeping.ts'
import { hasBlob, putBlob } from '../../../electron/store/blobs.ts'
import { sql, transact } from '../../../electron/store/database.ts'
import { putDocuments } from '../../../electron/store/documents.ts'
import { openStore, type Store } from '../../../electron/store/open.ts'
import { setSetting } from '../../../electron/store/settings.ts'
import { saveDraft } from '../../../electron/sync/save-draft.ts'
import { checkStore } from '../../../electron/store/repair.ts'
import { makeDocument } from '../../helpers/make-edoc.ts'
import { makeStore, NOW } from '../../helpers/make-store.ts'
import { makeTimer } from '../../helpers/make-timer.ts'

const DAY = 86_400_000

function makeHouse(store: Store) {
  const timer = makeTimer(NOW)
  const [failures, mended]: [string[], number[]] = [[], []]
  const house = createHousekeeping({
    store, now: timer.now, sleep: timer.sleep, onMended: () => mended.push(timer.now()),
    log: { event: () => {}, failure: (where, problem) => failures.push(`${where} ${problem.code}`) },
  })
  house.watch()
  onTestFinished(() => house.stop())
  return { timer, house, failures, mended }
}

const backups = (store: Store): string[] => readdirSync(store.files.backup).filter(name => name.endsWith('.db'))

/** As a bad sector would: everything of the document table’s pages. */
function damageMiddle(store: Store): void {
  putDocuments(store.db, 'a', Array.from({ length: 500 }, (_, n) => makeDocument({ id: `D${n}` })))
  store.db.pragma('main.wal_checkpoint(TRUNCATE)')
  const file = openSync(store.files.cache, 'r+')
  writeSync(file, Buffer.alloc(40_000, 7), 0, 40_000, 4096 * 30)
  closeSync(file)
  store.db.pragma('main.shrink_memory')
}

test('work.db is copied at the first start and daily, three copies are kept, and a restart within the day makes none', async () => {
  const store = makeStore()
  const { timer, house, failures } = makeHouse(store)
  house.tend()
  expect(backups(store)).toHaveLength(1)
  house.tend()
  await timer.pass(1000)
  expect(backups(store)).toHaveLength(1)
  for (let day = 1; day <= 5; day++) {
    timer.jump(DAY)
    await timer.pass(1000)
    expect(backups(store)).toHaveLength(Math.min(3, day + 1))
  }
  expect(failures).toEqual([])
})

test('a damaged page of the cache is found at the daily look and mended; whoever shows the cache is told', () => {
  const store = makeStore()
  damageMiddle(store)
  const { house, mended } = makeHouse(store)
  house.tend()
  expect(mended).toEqual([NOW])
  expect(checkStore(store.db)).toEqual({ cache: 'ok', work: 'ok' })
})

test('flags that were sent a day ago are forgotten, acts stay listed', () => {
  const store = makeStore()
  const insert = (id: string, verb: string, doneAt: number): unknown => sql(store.db, `insert into outbox (id, account, verb, order_key, arguments, effects, depends_on, state, attempts, kills, not_before_at, next_try_at, created_at, done_at)
    values (?, 'a', ?, ?, '{}', '{}', '[]', 'done', 1, 0, 0, 0, 0, ?)`).run(id, verb, id, doneAt)
  transact(store.db, () => {
    sql(store.db, `insert into setting (name, value) values ('province.accounts', ?)`).run(JSON.stringify({ account: 'a', directory: null, officerId: null, agencyId: null, userName: 'u', isDemo: false }))
    insert('old flag', 'task.flags', NOW - DAY - 1)
    insert('new flag', 'task.flags', NOW - 1000)
    insert('old act', 'approve', NOW - DAY - 1)
  })
  makeHouse(store).house.tend()
  expect(sql<{ id: string }>(store.db, 'select id from outbox order by seq').all().map(row => row.id)).toEqual(['new flag', 'old act'])
})

test('a file that no row names is gone a day later; one that a row names stays', async () => {
  const store = makeStore()
  const kept = await putBlob(store, 'work', new Uint8Array(100_000), NOW)
  const [left, fresh] = [join(store.files.workBlobs, 'a'.repeat(64)), join(store.files.cacheBlobs, `${'b'.repeat(64)}.part`)]
  for (const path of [left, fresh]) writeFileSync(path, 'x')
  utimesSync(left, (NOW - 2 * DAY) / 1000, (NOW - 2 * DAY) / 1000)
  for (const name of readdirSync(store.files.workBlobs)) utimesSync(join(store.files.workBlobs, name), (NOW - 2 * DAY) / 1000, (NOW - 2 * DAY) / 1000)
  utimesSync(fresh, NOW / 1000, NOW / 1000)
  makeHouse(store).house.tend()
  expect([existsSync(left), existsSync(fresh), hasBlob(store, kept.sha256)]).toEqual([false, true, true])
})

test('a chore that fails is logged and does not cost the others', () => {
  const store = makeStore()
  const { house, failures } = makeHouse(store)
  sql(store.db, 'drop table cached_blob').run()
  house.tend()
  expect(failures.length).toBeGreaterThan(0)
  expect(backups(store)).toHaveLength(1)
})

test('what another process commits is told once, and its new rows of the outbox apart from all else', async () => {
  const store = makeStore()
  const [timer, told] = [makeTimer(NOW), [] as boolean[]]
  const house = createHousekeeping({ store, now: timer.now, sleep: timer.sleep, onMended: () => {}, onForeign: foreign => told.push(foreign.newRows), log: { event: () => {}, failure: () => {} } })
  house.watch()
  onTestFinished(() => house.stop())
  const other = openStore({ files: store.files, key: store.key, now: () => NOW })
  onTestFinished(() => other.close())
  setSetting(store.db, 'own', 1)
  await timer.pass(1_000)
  setSetting(other.db, 'theirs', 1)
  await timer.pass(1_000)
  await timer.pass(1_000)
  saveDraft(other.db, { account: 'a', content: { kind: 'Công văn', subject: 's', summary: null, urgency: 'normal', dueAt: null, addressees: [], relatedIds: [], attachments: [] }, author: { officerId: 'o', agencyId: null, agencyName: null } }, { now: NOW, newId: () => '01890000-0000-7000-8000-000000000001', undoMs: 0 })
  await timer.pass(1_000)
  expect(told).toEqual([false, true])
})
