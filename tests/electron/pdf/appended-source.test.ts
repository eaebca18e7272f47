import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { appended, fileSource, pieces } from '../../../electron/pdf/source.ts'

test('an original with its tail is read like one file, in pieces of any size over the seam', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'appended-'))
  const whole = Buffer.from(Array.from({ length: 1_000 }, (_, index) => index % 251))
  writeFileSync(join(folder, 'head'), whole.subarray(0, 600))
  const head = await fileSource(join(folder, 'head'))
  const source = appended(head, whole.subarray(600))
  for (const [from, length, size] of [[0, 1_000, 64], [590, 20, 7], [600, 400, 1_000], [0, 600, 600], [999, 1, 10]] as const) {
    const read: Buffer[] = []
    for await (const piece of pieces(source, from, length, size)) read.push(Buffer.from(piece))
    expect(Buffer.concat(read)).toEqual(whole.subarray(from, from + length))
  }
  await head.close()
  rmSync(folder, { recursive: true })
})
