import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DOCUMENT_KINDS } from '../../shared/model/document-kind.ts'
import { vietnamDay } from '../../shared/model/vietnam-time.ts'
import { blobIdOf } from './blob-id.ts'
import { seedDemo, seedEmpty, seedLoad, type SeedInputs } from './seed/make-seed.ts'
import { FIELDS } from './seed/fields/index.ts'
import { openPress } from './seed/pdf-press.ts'
import { glyphs } from './seed/pdf-text.ts'
import type { SeedData } from './seed-data.ts'

const NOW = Date.UTC(2026, 10, 24, 2, 14)
const dir = mkdtempSync(join(tmpdir(), 'seed-'))
const inputs: SeedInputs = { authorityDir: join(dir, 'pki'), now: NOW, random: size => randomBytes(size) }
const made = { demo: null as SeedData | null }
const demo = (): SeedData => made.demo ?? (() => { throw new Error('not made') })()
const has = (command: string) => spawnSync(command, ['-v'], { stdio: 'ignore' }).error === undefined
const bytesOf = (blobId: string): Buffer => {
  const blob = demo().blobs.find(one => one.blobId === blobId)
  return Buffer.concat([blob?.head ?? Buffer.alloc(0), blob?.bytes ?? Buffer.alloc(0)])
}
const mainFile = (notation: string): string => {
  const doc = demo().documents.findLast(({ agencyId, value }) => agencyId === 'A-snv' && value.notation === notation)
  const path = join(dir, 'doc.pdf')
  writeFileSync(path, bytesOf(doc?.value.attachments[0]?.blobId ?? ''))
  return path
}
const run = (command: string, ...args: string[]) => spawnSync(command, args, { encoding: 'utf8' })

beforeAll(async () => { made.demo = await seedDemo(inputs, 500) }, 60_000)
afterAll(() => rmSync(dir, { recursive: true, force: true }))

describe('the demo province', () => {
  test('has 68 agencies and officers of every role in each', () => {
    const roles = (agencyId: string) => [...new Set(demo().officers.filter(officer => officer.agencyId === agencyId).flatMap(officer => officer.roles.map(({ role }) => role)))].sort()
    expect(demo().agencies.length).toBe(68)
    expect(demo().agencies.filter(({ id }) => roles(id).join() !== 'admin,clerk,leader,officer,unit-head').map(({ id }) => id)).toEqual([])
  })

  test('has exactly as many documents as asked for, each id once', () => {
    const ids = [...demo().documents.map(({ value }) => value.id), ...demo().tasks.map(({ id }) => id), ...demo().actions.map(({ id }) => id)]
    expect([demo().documents.length, new Set(ids).size === ids.length, ids.filter(id => !/^[A-WYZ][A-Za-z0-9-]*$/.test(id))]).toEqual([500, true, []])
  })

  test('names every blob by its content and lists every blob it names', () => {
    const refs = demo().documents.flatMap(({ value }) => value.attachments)
    const sizes = new Map(demo().blobs.map(({ blobId }) => [blobId, 0]))
    expect(refs.filter(({ blobId }) => !sizes.has(blobId))).toEqual([])
    for (const ref of refs.slice(0, 40)) expect([blobIdOf(bytesOf(ref.blobId)), bytesOf(ref.blobId).length]).toEqual([ref.blobId, ref.size])
  })

  test('no task, action or addressee points nowhere', () => {
    const documents = new Set(demo().documents.map(({ value }) => value.id))
    const officers = new Set(demo().officers.map(({ id }) => id))
    const agencies = new Set(demo().agencies.map(({ id }) => id))
    expect(demo().tasks.filter(task => !documents.has(task.documentId) || !officers.has(task.officerId))).toEqual([])
    expect(demo().actions.filter(action => !documents.has(action.documentId ?? '') || !officers.has(action.by ?? '') || action.toAgencyIds.some(id => !agencies.has(id)))).toEqual([])
    expect(demo().documents.filter(({ value }) => value.addressees.some(({ agencyId }) => !agencies.has(agencyId)) || (value.issuerId !== null && !agencies.has(value.issuerId)))).toEqual([])
  })

  test('nothing happened in the future, in the small hours either', async () => {
    const night = NOW - 7.6 * 3_600_000
    for (const [seed, now] of [[demo(), NOW], [await seedDemo({ ...inputs, now: night }, 50), night]] as const) {
      const times = [...seed.documents.flatMap(({ value }) => [value.receivedAt, ...value.statuses.map(({ at }) => at)]), ...seed.tasks.map(({ assignedAt }) => assignedAt), ...seed.actions.map(({ at }) => at)]
      expect(times.filter(at => at !== null && Date.parse(at) > now)).toEqual([])
    }
  })

  test('a draft tells by its clientRef when it was begun', () => {
    expect(demo().documents.filter(({ value }) => value.direction === 'draft').map(({ value }) => value.clientRef?.[14])).toEqual(['7', '7', '7', '7', '7', '7'])
  })

  test('the first account sees new mail of today and yesterday, three papers to sign, drafts, and tasks of each kind', () => {
    const [first] = demo().accounts
    const own = demo().tasks.filter(({ officerId }) => officerId === first?.officerId)
    const unread = (day: string) => own.filter(task => task.keywords['$seen'] !== true && vietnamDay(Date.parse(task.assignedAt ?? '')) === day).length
    expect(first?.user).toBe('minhanh')
    expect([unread('2026-11-24') >= 4, unread('2026-11-23') >= 4]).toEqual([true, true])
    expect(own.filter(({ role, state }) => role === 'sign' && state === 'open').length).toBe(3)
    expect(demo().documents.filter(({ value }) => value.state === 'drafting' && value.authorId === first?.officerId).length).toBe(3)
    for (const role of ['lead', 'join', 'know', 'clerk']) expect(own.some(task => task.role === role)).toBe(true)
  })

  test('two colleagues hold thirty open tasks each, on documents the first account has no task on', () => {
    const [first, second, third] = demo().accounts
    const mine = new Set(demo().tasks.filter(({ officerId }) => officerId === first?.officerId).map(({ documentId }) => documentId))
    for (const account of [second, third]) {
      const held = demo().tasks.filter(({ officerId }) => officerId === account?.officerId)
      expect([account?.agencyId, held.length, held.filter(({ state, documentId }) => state !== 'open' || mine.has(documentId)).length]).toEqual([first?.agencyId, 30, 0])
    }
  })

  test('its fields of government know all 29 kinds, and the font has every letter they use', () => {
    const kinds = new Set(FIELDS.flatMap(([field]) => field.templates.map(([kind]) => kind)))
    expect(Object.keys(DOCUMENT_KINDS).filter(kind => !kinds.has(kind as never))).toEqual([])
    const { type } = openPress()
    for (const [field] of FIELDS) for (const text of [...field.orders, ...field.results, ...field.wishes, ...field.templates.map(template => template[3])]) expect(glyphs(type.regular, text.replace(/[{}]/g, '')).includes(0)).toBe(false)
  })
})

describe('its papers, as other hands see them', () => {
  test.skipIf(!has('pdftotext'))('give back the exact text in NFC', () => {
    const text = run('pdftotext', '-layout', mainFile('UBND-NC'), '-').stdout
    expect(text).toBe(text.normalize('NFC'))
    for (const words of ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'Số: 2491/UBND-NC', 'Kính gửi:', 'Nơi nhận:', 'KT. CHỦ TỊCH', 'Đỗ Thành Nam']) expect(text).toContain(words)
  })

  test.skipIf(!has('qpdf'))('are whole for qpdf', () => {
    expect(run('qpdf', '--check', mainFile('STC-HCSN'))).toMatchObject({ status: 0 })
  })

  test.skipIf(!has('pdfsig'))('two signatures hold; a falsified figure breaks both; an update after signing leaves the file not wholly signed', () => {
    const verdicts = (notation: string) => run('pdfsig', '-nocert', mainFile(notation)).stdout
    expect(verdicts('UBND-NC').match(/Signature is Valid/g)?.length).toBe(2)
    expect(verdicts('UBND-NC')).toContain('Total document signed')
    expect(verdicts('TTr-UBND')).not.toContain('Total document signed')
    const falsified = demo().documents.findLast(({ value }) => value.subject.includes('nhà dột nát trên địa bàn xã Kỳ Sơn'))
    writeFileSync(join(dir, 'f.pdf'), bytesOf(falsified?.value.attachments[0]?.blobId ?? ''))
    expect(run('pdfsig', '-nocert', join(dir, 'f.pdf')).stdout.match(/Digest Mismatch/g)?.length).toBe(2)
  })
})

test('an empty province still has its people and accounts', async () => {
  const seed = await seedEmpty(inputs)
  expect([seed.documents.length, seed.accounts.length >= 2, seed.tokens.length > 0]).toEqual([0, true, true])
})

test('a load of n gives the first account n documents with one task each', async () => {
  const seed = await seedLoad(inputs, 700)
  expect([seed.documents.length, new Set(seed.tasks.filter(({ officerId }) => officerId === seed.accounts[0]?.officerId).map(({ documentId }) => documentId)).size, seed.blobs.length < 60]).toEqual([700, 700, true])
})

test('the same day gives the same province', async () => {
  const again = await seedDemo(inputs, 500)
  expect(again.documents).toEqual(demo().documents)
}, 60_000)
