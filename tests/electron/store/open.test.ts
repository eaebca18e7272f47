import { closeSync, openSync, readdirSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { expect, test } from 'vitest'
import { askOthersToClose, clearRequest, isAskedToClose } from '../../../electron/store/close-request.ts'
import { sql, transact } from '../../../electron/store/database.ts'
import { getDocument, putDocuments } from '../../../electron/store/documents.ts'
import { openStore } from '../../../electron/store/open.ts'
import { profileFiles } from '../../../electron/store/profile.ts'
import { checkStore } from '../../../electron/store/repair.ts'
import { getSetting, setSetting } from '../../../electron/store/settings.ts'
import { withFile } from '../../../electron/store/connect.ts'
import { z } from 'zod'
import { makeDocument } from '../../helpers/make-edoc.ts'
import { makeFolder, makeKey, makeStore, NOW } from '../../helpers/make-store.ts'

const now = (): number => NOW

test('neither database begins with SQLite’s mark, nor do they hold a subject in clear', () => {
  const store = makeStore()
  putDocuments(store.db, 'a', Array.from({ length: 200 }, (_, n) => makeDocument({ id: `D${n}`, subject: 'TEN-RIENG-CUA-VAN-BAN' })))
  setSetting(store.db, 'x', 'TEN-RIENG-CUA-VAN-BAN')
  store.close()
  for (const path of [store.files.cache, store.files.work]) {
    const bytes = readFileSync(path)
    expect(bytes.subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3')
    expect(bytes.includes('TEN-RIENG')).toBe(false)
  }
})

test('the profile’s folder is its owner’s alone', () => {
  const store = makeStore()
  expect(statSync(store.files.folder).mode & 0o777).toBe(0o700)
})

test('commits of work.db reach the disk, those of the cache need not', () => {
  const { db } = makeStore()
  expect([db.pragma('work.synchronous', { simple: true }), db.pragma('main.synchronous', { simple: true }), db.pragma('work.journal_mode', { simple: true }), db.pragma('main.journal_mode', { simple: true })])
    .toEqual([2, 1, 'wal', 'wal'])
})

test('a database from a newer program is refused and left as it is', () => {
  const [folder, key] = [makeFolder(), makeKey()]
  const store = makeStore({ folder, key })
  store.close()
  withFile(store.files.work, key, db => db.pragma('user_version = 99'))
  expect(() => openStore({ files: profileFiles(folder), key, now })).toThrow(expect.objectContaining({ code: 'store.from-the-future' }))
})

test('a cache of rubbish is set aside on opening; work.db keeps what it holds', () => {
  const [folder, key] = [makeFolder(), makeKey()]
  const first = makeStore({ folder, key })
  putDocuments(first.db, 'a', [makeDocument({ id: 'D1' })])
  setSetting(first.db, 'kept', 1)
  first.close()
  writeFileSync(first.files.cache, 'rubbish '.repeat(2000))
  const second = makeStore({ folder, key })
  expect(getDocument(second.db, 'a', 'D1')).toBe(null)
  expect(getSetting(second.db, 'kept', z.number())).toBe(1)
  expect(readdirSync(folder).some(name => name.startsWith('cache.db.damaged-'))).toBe(true)
})

test('a cache damaged in a middle page is told by reading it, and mended without touching work.db', () => {
  const store = makeStore()
  putDocuments(store.db, 'a', Array.from({ length: 500 }, (_, n) => makeDocument({ id: `D${n}` })))
  setSetting(store.db, 'kept', 2)
  store.db.pragma('main.wal_checkpoint(TRUNCATE)')
  const file = openSync(store.files.cache, 'r+')
  writeSync(file, Buffer.alloc(40_000, 7), 0, 40_000, 4096 * 30)
  closeSync(file)
  store.db.pragma('main.shrink_memory')
  expect(checkStore(store.db)).toEqual({ cache: 'damaged', work: 'ok' })
  store.mend()
  expect(checkStore(store.db)).toEqual({ cache: 'ok', work: 'ok' })
  expect(getSetting(store.db, 'kept', z.number())).toBe(2)
})

test('two that ask the others to close at once: the first to be done does not take back what the other asked', () => {
  const { files, key, db } = makeStore()
  const [first, second] = [askOthersToClose(files, key, NOW), askOthersToClose(files, key, NOW)]
  clearRequest(files, key, first)
  expect(isAskedToClose(db, NOW)).toBe(true)
  clearRequest(files, key, second)
  expect(isAskedToClose(db, NOW)).toBe(false)
  askOthersToClose(files, key, NOW)
  expect(isAskedToClose(db, NOW + 60_000)).toBe(false) // left by a process that died while it waited
})

test('a damaged work.db is never set aside', () => {
  const [folder, key] = [makeFolder(), makeKey()]
  const store = makeStore({ folder, key })
  store.close()
  writeFileSync(store.files.work, 'rubbish '.repeat(2000))
  expect(() => openStore({ files: profileFiles(folder), key, now })).toThrow(expect.objectContaining({ code: 'store.damaged', facts: { file: 'work' } }))
  expect(readFileSync(store.files.work, 'latin1').startsWith('rubbish')).toBe(true)
})

test('a full disk is said as such and loses nothing that was there', () => {
  const { db } = makeStore()
  setSetting(db, 'kept', 3)
  db.pragma(`work.max_page_count = ${String(db.pragma('work.page_count', { simple: true }))}`)
  expect(() => transact(db, () => sql(db, 'insert into setting (name, value) values (?, ?)').run('big', '"' + 'x'.repeat(100_000) + '"'))).toThrow(expect.objectContaining({ code: 'store.disk-full' }))
  expect(getSetting(db, 'kept', z.number())).toBe(3)
})

test('the schema of a fresh profile is the one in the fixture', async () => {
  const { db } = makeStore()
  const dump = ['main', 'work'].flatMap(schema => [`-- ${schema}`, ...db.prepare<[], { sql: string }>(`select sql from ${schema}.sqlite_schema where sql is not null and name not like 'document_text_%' order by rowid`).all().map(row => `${row.sql};`)])
  await expect(`${dump.join('\n')}\n`).toMatchFileSnapshot('../../fixtures/schema.sql')
})
