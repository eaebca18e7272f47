import { closeSync, openSync, readdirSync, statSync, writeSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { answer } from '../../../electron/core/serve.ts'
import { silentLog } from '../../../electron/core/log.ts'
import { checkStore } from '../../../electron/store/repair.ts'
import { openBenchCore, rememberOfficer } from '../../bench/bench-core.ts'
import { benchProfile } from '../../bench/bench-profile.ts'

test('a request that meets a damaged page says so once; the next finds a sound, empty cache, and work.db as it was', async () => {
  const profile = await benchProfile(600)
  rememberOfficer(profile.store)
  profile.store.db.pragma('main.wal_checkpoint(TRUNCATE)')
  profile.store.close()
  const file = openSync(profile.store.files.cache, 'r+')
  const from = 4096 * 40
  writeSync(file, Buffer.alloc(statSync(profile.store.files.cache).size - from, 7), 0, undefined, from)
  closeSync(file)
  const core = await openBenchCore(profile)
  onTestFinished(async () => {
    await core.close()
    profile.end()
  })
  const handlers = core.handlers({ kind: 'dialog', ask: () => {} })
  const list = () => answer(handlers, silentLog, 'documents.list', { box: 'inbox' })
  expect(await list()).toMatchObject({ ok: false, problem: { code: 'store.damaged' } })
  expect(await list()).toMatchObject({ ok: true, value: { rows: [] } })
  expect([checkStore(core.store.db), core.signedIn()?.login.user, readdirSync(profile.folder).some(name => name.startsWith('cache.db.damaged-'))]).toEqual([{ cache: 'ok', work: 'ok' }, 'u', true])
})
