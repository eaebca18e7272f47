import { randomBytes } from 'node:crypto'
import { closeSync, openSync, readdirSync, readFileSync, truncateSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkBlob, finishBlob, openBlob, partOf, putBlob, readBlob } from '../../../electron/store/blobs.ts'
import { evictBlobs, retireBlobs, unuseBlobs, useBlobs } from '../../../electron/store/blob-keeping.ts'
import { makeStore, NOW } from '../../helpers/make-store.ts'

test.each([0, 1, 65_536, 65_537, 131_072, 300_000])('%i bytes come back as they were, in any range', async size => {
  const store = makeStore()
  const bytes = randomBytes(size)
  const { sha256 } = await putBlob(store, 'work', bytes, NOW)
  const source = await openBlob(store, sha256)
  for (const [from, length] of [[0, size], [65_530, 20], [size - 3, 10]] as const) expect(Buffer.from(await source?.read(from, length) ?? [])).toEqual(bytes.subarray(Math.max(0, from), Math.max(0, from + length)))
  await source?.close()
  await checkBlob(store, sha256)
})

test('a changed, shortened or renamed-away file is damaged, never other bytes; its name and content tell nothing', async () => {
  const store = makeStore()
  const bytes = Buffer.alloc(200_000, 'TEN-RIENG')
  const { sha256 } = await putBlob(store, 'cache', bytes, NOW)
  const path = join(store.files.cacheBlobs, readdirSync(store.files.cacheBlobs)[0] ?? '')
  expect([path.includes(sha256), readFileSync(path).includes('TEN-RIENG')]).toEqual([false, false])
  const file = openSync(path, 'r+')
  writeSync(file, Buffer.from([(readFileSync(path)[70_000] ?? 0) ^ 1]), 0, 1, 70_000)
  closeSync(file)
  await expect(readBlob(store, sha256)).rejects.toMatchObject({ code: 'blob.damaged' })
  truncateSync(path, 24 + 65_552)
  await expect(readBlob(store, sha256)).rejects.toMatchObject({ code: 'blob.damaged' })
})

test('a broken download goes on at a whole chunk; wrong bytes leave nothing', async () => {
  const store = makeStore()
  const bytes = randomBytes(200_000)
  const first = await partOf(store, 'wanted')
  await first.append(bytes.subarray(0, 150_000))
  await first.pause()
  const second = await partOf(store, 'wanted')
  expect(second.held).toBe(131_072)
  await second.append(bytes.subarray(second.held))
  const { sha256 } = await finishBlob(store, 'cache', second, { wanted: null, now: NOW })
  expect(Buffer.from(await readBlob(store, sha256))).toEqual(bytes)
  const wrong = await partOf(store, 'other')
  await wrong.append(bytes)
  await expect(finishBlob(store, 'cache', wrong, { wanted: 'f'.repeat(64), now: NOW })).rejects.toMatchObject({ code: 'blob.hash-mismatch' })
  expect(readdirSync(store.files.cacheBlobs)).toHaveLength(1)
})

test('of two programs that fetch one file into one part the later is told to wait, and the file can be read or is fetched again', async () => {
  const store = makeStore()
  const bytes = randomBytes(200_000)
  const [ours, theirs] = [await partOf(store, 'wanted'), await partOf(store, 'wanted')]
  for (const part of [ours, theirs]) await part.append(bytes)
  const { sha256 } = await finishBlob(store, 'cache', ours, { wanted: null, now: NOW })
  await expect(finishBlob(store, 'cache', theirs, { wanted: null, now: NOW })).rejects.toMatchObject({ code: 'store.busy' })
  const read = await readBlob(store, sha256).then(held => Buffer.from(held).equals(bytes), (error: unknown) => error)
  expect([true, expect.objectContaining({ code: 'blob.damaged' })]).toContainEqual(read)
})

test('the work root is never evicted; what is released from it may be', async () => {
  const store = makeStore()
  const { sha256 } = await putBlob(store, 'work', randomBytes(100_000), NOW)
  useBlobs(store.db, 'row', [sha256])
  evictBlobs(store, 0)
  expect(await openBlob(store, sha256).then(source => source?.close().then(() => true) ?? false)).toBe(true)
  retireBlobs(store, unuseBlobs(store.db, 'row'), NOW)
  await checkBlob(store, sha256)
  evictBlobs(store, 0)
  expect(await openBlob(store, sha256)).toBe(null)
})
