import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { memorySource } from '../../../electron/pdf/source.ts'
import { signFile } from '../../../electron/signing/sign-file.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'
import { ProblemError } from '../../../shared/problem.ts'
import { makeLargePdf } from '../../helpers/make-large-pdf.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { makeSigner } from '../../helpers/make-signer.ts'

const atMs = Date.parse('2026-11-24T02:00:00Z')
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sign-file-'))
  writeFileSync(join(folder, 'in.pdf'), makePdf())
})
afterEach(() => { rmSync(folder, { recursive: true, force: true }) })

const common = async (): Promise<Omit<Parameters<typeof signFile>[0], 'existing'>> =>
  ({ from: join(folder, 'in.pdf'), to: join(folder, 'deep', 'out.pdf'), signer: await makeSigner(), atMs, act: 'plain' })

test('the signed file begins with the original, which stays as it was, even when that is read-only', async () => {
  chmodSync(join(folder, 'in.pdf'), 0o444)
  const signed = await signFile({ ...await common(), existing: 'refuse' })
  const [before, after] = [readFileSync(join(folder, 'in.pdf')), readFileSync(join(folder, 'deep', 'out.pdf'))]
  expect([Buffer.compare(before, makePdf()), Buffer.compare(after.subarray(0, before.length), before), after.length]).toEqual([0, 0, signed.size])
  expect(readdirSync(join(folder, 'deep'))).toEqual(['out.pdf'])
})

test('what exists is not overwritten unasked', async () => {
  writeFileSync(join(folder, 'out.pdf'), 'mine')
  await expect(signFile({ ...await common(), to: join(folder, 'out.pdf'), existing: 'refuse' })).rejects.toMatchObject({ code: 'file.exists' })
  expect(readFileSync(join(folder, 'out.pdf'), 'utf8')).toBe('mine')
})

test('a failure half-way leaves neither a half file nor harm to what was there', async () => {
  writeFileSync(join(folder, 'out.pdf'), 'mine')
  const inputs = await common()
  const signer = { ...inputs.signer, sign: () => Promise.reject(new ProblemError('token.removed')) }
  await expect(signFile({ ...inputs, signer, to: join(folder, 'out.pdf'), existing: 'replace' })).rejects.toMatchObject({ code: 'token.removed' })
  expect([readFileSync(join(folder, 'out.pdf'), 'utf8'), readdirSync(folder).toSorted()]).toEqual(['mine', ['in.pdf', 'out.pdf']])
})

test('a missing original has its own code', async () => {
  await expect(signFile({ ...await common(), from: join(folder, 'nothing.pdf'), existing: 'refuse' })).rejects.toMatchObject({ code: 'file.not-found' })
})

test('a file of several pieces is copied whole and its signature covers what the copy holds', async () => {
  makeLargePdf(join(folder, 'in.pdf'), 3)
  await signFile({ ...await common(), existing: 'refuse' })
  const [before, after] = [readFileSync(join(folder, 'in.pdf')), readFileSync(join(folder, 'deep', 'out.pdf'))]
  const { signatures } = await validatePdf({ source: memorySource(after), trust: [], at: atMs })
  expect([after.subarray(0, before.length).equals(before), before.length % (1024 * 1024) > 0, signatures.map(({ intact, coverage }) => [intact, coverage])]).toEqual([true, true, [[true, 'whole-file']]])
})

test('a folder in place of the original is unreadable, and leaves nothing', async () => {
  mkdirSync(join(folder, 'in'))
  await expect(signFile({ ...await common(), from: join(folder, 'in'), existing: 'refuse' })).rejects.toMatchObject({ code: 'file.unreadable' })
  expect(readdirSync(join(folder, 'deep'))).toEqual([])
})

test('what stands beside the result under a name like that of an unfinished one is nobody of ours: it stays, even as the original itself', async () => {
  writeFileSync(join(folder, 'out.pdf.part'), makePdf())
  await signFile({ ...await common(), from: join(folder, 'out.pdf.part'), to: join(folder, 'out.pdf'), existing: 'refuse' })
  expect(readFileSync(join(folder, 'out.pdf.part')).equals(makePdf())).toBe(true)
  expect(readdirSync(folder).toSorted()).toEqual(['in.pdf', 'out.pdf', 'out.pdf.part'])
})

test('what another program has written under the name while this one signed is not overwritten', async () => {
  const inputs = await common()
  const to = join(folder, 'out.pdf')
  const signer: typeof inputs.signer = { ...inputs.signer, sign: (data, algorithm) => {
    writeFileSync(to, 'theirs')
    return inputs.signer.sign(data, algorithm)
  } }
  await expect(signFile({ ...inputs, signer, to, existing: 'refuse' })).rejects.toMatchObject({ code: 'file.exists' })
  expect([readFileSync(to, 'utf8'), readdirSync(folder).toSorted()]).toEqual(['theirs', ['in.pdf', 'out.pdf']])
})

test('a name as long as the file system takes is taken', async () => {
  const to = join(folder, `${'Về việc triển khai '.repeat(10)}.pdf`)
  expect(Buffer.byteLength(to.slice(folder.length + 1))).toBeGreaterThan(240)
  await signFile({ ...await common(), to, existing: 'refuse' })
  expect(readdirSync(folder)).toHaveLength(2)
})
