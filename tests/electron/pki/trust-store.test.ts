import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readTrustLists } from '../../../electron/core/trust.ts'
import { readTrustFolder } from '../../../electron/pki/trust-store.ts'
import { makeSigner } from '../../helpers/make-signer.ts'

const folder = mkdtempSync(join(tmpdir(), 'trust-'))
afterAll(() => { rmSync(folder, { recursive: true, force: true }) })
beforeAll(async () => {
  writeFileSync(join(folder, 'root.cer'), (await makeSigner()).certificate)
  writeFileSync(join(folder, 'good.crl'), 'said')
  for (const name of ['old.crt', 'old.crl']) mkdirSync(join(folder, name))
  writeFileSync(join(folder, 'huge.pem'), '')
  truncateSync(join(folder, 'huge.pem'), 40 * 1024 * 1024 * 1024)
})

test('a name in the folder that cannot be read costs the others nothing, and is told', async () => {
  const { anchors, unreadable } = await readTrustFolder(folder)
  expect([anchors.length, unreadable]).toEqual([1, ['huge.pem', 'old.crt']])
})

test('nor among the lists', async () => {
  expect((await readTrustLists([folder])).map(list => Buffer.from(list).toString())).toEqual(['said'])
})
