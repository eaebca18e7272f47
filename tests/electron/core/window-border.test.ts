import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { silentLog } from '../../../electron/core/log.ts'
import { answer } from '../../../electron/core/serve.ts'
import { makeOffice } from '../../helpers/make-office.ts'

test('a window names no file of this PC: a driver that nobody picked in a dialog is not loaded, and what was picked it may only leave out', async () => {
  const desk = await (await makeOffice()).openCore()
  const handlers = desk.core.handlers({ kind: 'dialog', ask: () => {} })
  const ask = (name: string, input: object) => answer(handlers, silentLog, name, input)
  const picked = join(desk.folder, 'picked.p12')
  writeFileSync(picked, '0')
  expect(await ask('settings.add-token-file', { grant: picked })).toMatchObject({ ok: true, value: { tokenModules: [`p12:${picked}`] } })
  expect(await ask('settings.set', { tokenModules: [`p12:${picked}`, '\\\\elsewhere\\share\\token.dll'], theme: 'dark' })).toMatchObject({ ok: false, problem: { code: 'request.malformed' } })
  expect(await ask('settings.get', {})).toMatchObject({ ok: true, value: { tokenModules: [`p12:${picked}`], theme: 'system' } })
  expect(await ask('settings.set', { theme: 'dark' })).toMatchObject({ ok: true, value: { tokenModules: [`p12:${picked}`] } })
  expect(await ask('settings.set', { tokenModules: [] })).toMatchObject({ ok: true, value: { tokenModules: [] } })
})
