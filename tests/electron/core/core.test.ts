import { closeSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { MessageChannel } from 'node:worker_threads'
import { adoptPort } from '../../../electron/core/port.ts'
import { answer, createOpener, servePort } from '../../../electron/core/serve.ts'
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

test('without its key, or with another one, a profile says which it is, loses no byte, and opens at the next request once the key is there', async () => {
  const profile = await benchProfile(1)
  rememberOfficer(profile.store)
  profile.store.close()
  const right = readFileSync(profile.keyFile)
  const { port1, port2 } = new MessageChannel()
  const opener = createOpener(() => openBenchCore(profile))
  onTestFinished(async () => {
    port1.close()
    await (await opener.get()).close()
    profile.end()
  })
  servePort(adoptPort(port1), async () => ({ handlers: (await opener.get()).handlers({ kind: 'dialog', ask: () => {} }), log: silentLog }))
  const ask = (id: number) => new Promise<unknown>(resolve => {
    port2.once('message', message => { resolve((message as { reply: unknown }).reply) })
    port2.postMessage({ id, name: 'profile.get', input: {} })
  })
  const files = () => ['work.db', 'cache.db', 'key.json'].map(name => readFileSync(join(profile.folder, name)).toString('base64'))
  const before = files()
  rmSync(profile.keyFile)
  expect(await ask(1)).toMatchObject({ ok: false, problem: { code: 'store.no-key' } })
  for (const wrong of [`${Buffer.alloc(32, 7).toString('base64url')}\n`, 'không phải khóa']) {
    writeFileSync(profile.keyFile, wrong)
    expect(await ask(2)).toMatchObject({ ok: false, problem: { code: 'store.wrong-key' } })
  }
  expect(files()).toEqual(before)
  writeFileSync(profile.keyFile, right)
  expect(await ask(3)).toMatchObject({ ok: true, value: { state: 'ready', userName: 'u' } })
})
