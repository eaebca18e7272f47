import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { SignatureReport } from '../../../shared/model/signature-report.ts'
import { checkEvidence, evidenceAbout, evidenceOn, findingsAbout, knownSince, type Finding } from '../../../electron/store/evidence.ts'
import { sweepWorkBlobs } from '../../../electron/store/blob-keeping.ts'
import { sql } from '../../../electron/store/database.ts'
import type { Store } from '../../../electron/store/open.ts'
import { appendEvidence } from '../../helpers/append-evidence.ts'
import { makeStore, NOW } from '../../helpers/make-store.ts'

const DAY_MS = 86_400_000
const report = (verdict: SignatureReport['verdict']): SignatureReport => ({ verdict, reasons: [], signatures: [] })
const certificate = { kind: 'certificate' as const, about: 'snv', der: Buffer.from('certificate') }
const list = { kind: 'crl' as const, about: 'ca', der: Buffer.alloc(100_000, 'list') }
const finding = (wish: Partial<Finding> = {}): Finding => ({ sha256: 'a', at: NOW, clock: 'server', report: report('valid'), policy: '{}', items: [certificate], ...wish })

test('findings are kept in a chain with everything they rest on; the same found again adds nothing', async () => {
  const store = makeStore()
  await appendEvidence(store, finding({ clock: 'pc', at: NOW - 5 }), NOW)
  expect(knownSince(store.db, 'a')).toBeNull()
  await appendEvidence(store, finding(), NOW)
  await appendEvidence(store, finding({ at: NOW + 1 }), NOW)
  await appendEvidence(store, finding({ at: NOW + 2, clock: 'pc' }), NOW)
  await appendEvidence(store, finding({ at: NOW + 3, report: report('invalid'), items: [certificate, list] }), NOW)
  await appendEvidence(store, finding({ sha256: 'b', at: NOW + 4 }), NOW)
  expect(findingsAbout(store.db, 'a').map(({ seq, at, clock, report: { verdict }, items }) => [seq, at, clock, verdict, items.length])).toEqual([[1, NOW - 5, 'pc', 'valid', 1], [2, NOW, 'server', 'valid', 1], [3, NOW + 3, 'server', 'invalid', 2]])
  expect([knownSince(store.db, 'a'), knownSince(store.db, 'b'), knownSince(store.db, 'c')]).toEqual([NOW, NOW + 4, null])
  sweepWorkBlobs(store, NOW + 10 * DAY_MS)
  const kinds = async (items: ReturnType<typeof evidenceAbout>) => (await items).map(({ kind, der }) => `${kind} ${der.length}`).toSorted()
  expect([await kinds(evidenceAbout(store, 'a')), await kinds(evidenceOn(store, ['ca', 'nobody'])), await kinds(evidenceAbout(store, 'c'))]).toEqual([['certificate 11', 'crl 100000'], ['crl 100000'], []])
  expect(await checkEvidence(store)).toEqual({ rows: 4, brokenAt: null, missing: null })
})

test('nothing in it can be changed or taken away by a statement', async () => {
  const store = makeStore()
  await appendEvidence(store, finding(), NOW)
  for (const text of [`update evidence set verdict = 'invalid'`, 'delete from evidence', `update evidence_item set kind = 'crl'`, 'delete from evidence_item']) expect(() => sql(store.db, text).run()).toThrow()
  expect(findingsAbout(store.db, 'a')[0]?.report.verdict).toBe('valid')
})

test.each([
  ['a verdict that was rewritten', `update evidence set report = '{"verdict":"invalid","reasons":[],"signatures":[]}' where seq = 2`, 2],
  ['a time that was moved', 'update evidence set at = at - 1 where seq = 3', 3],
  ['a row that is gone', 'delete from evidence where seq = 2', 3],
  ['a list that is gone', `delete from work_blob where sha256 = '${createHash('sha256').update(list.der).digest('hex')}'`, 3],
  ['a certificate that is another one', `update work_blob set bytes = x'00' where sha256 = '${createHash('sha256').update(certificate.der).digest('hex')}'`, 1],
])('%s, past the triggers, is found', async (_, text, brokenAt) => {
  const store = makeStore()
  for (const [index, sha256] of ['a', 'b', 'c', 'd'].entries()) await appendEvidence(store, finding({ sha256, items: index >= 2 ? [certificate, list] : [certificate] }), NOW)
  for (const trigger of ['evidence_stays', 'evidence_remains']) sql(store.db, `drop trigger work.${trigger}`).run()
  sql(store.db, text).run()
  expect(await checkEvidence(store)).toMatchObject({ rows: Math.min(brokenAt, text.startsWith('delete from evidence') ? 2 : brokenAt) - 1, brokenAt })
})

test('a file that was found otherwise again and again goes on from its last findings, and its first stay', async () => {
  const store = makeStore()
  const answer = (count: number) => ({ kind: 'ocsp' as const, about: 'snv', der: Buffer.from(`answer ${count}`) })
  for (let count = 1; count <= 60; count += 1) await appendEvidence(store, finding({ at: NOW + count, items: [answer(count)] }), NOW + count)
  await appendEvidence(store, finding({ at: NOW + 99, items: [answer(60)] }), NOW + 99)
  expect((await checkEvidence(store)).rows).toBe(60)
  const rested = (await evidenceAbout(store, 'a')).map(({ der }) => Buffer.from(der).toString())
  expect([rested.includes('answer 1'), rested.includes('answer 60')]).toEqual([true, true])
  expect([findingsAbout(store.db, 'a').at(0)?.at, findingsAbout(store.db, 'a').at(-1)?.at]).toEqual([NOW + 1, NOW + 60])
})

test.each([
  ['gone', `delete from work_blob where sha256 = ?`],
  ['another one', `update work_blob set bytes = x'00' where sha256 = ?`],
])('evidence that is %s on the disk keeps nobody from what else is there, and is kept anew when it comes again', async (_, text) => {
  const store = makeStore()
  await appendEvidence(store, finding({ items: [certificate, list] }), NOW)
  sql(store.db, text).run(createHash('sha256').update(list.der).digest('hex'))
  expect([(await evidenceAbout(store, 'a')).map(({ kind }) => kind), await evidenceOn(store, ['ca'])]).toEqual([['certificate'], []])
  await appendEvidence(store, finding({ sha256: 'b', items: [certificate, list] }), NOW)
  expect([(await evidenceOn(store, ['ca'])).length, await checkEvidence(store)]).toEqual([1, { rows: 2, brokenAt: null, missing: null }])
})

/** A chain of four rows, and the triggers gone as they are for whoever writes into the file. */
async function makeChain(store = makeStore()): Promise<Store> {
  for (const sha256 of ['a', 'b', 'c', 'd']) await appendEvidence(store, finding({ sha256 }), NOW)
  for (const trigger of ['evidence_stays', 'evidence_remains']) sql(store.db, `drop trigger work.${trigger}`).run()
  return store
}

test('rows cut off the end of the chain are missed, and still are when others have taken their places', async () => {
  const store = await makeChain()
  sql(store.db, 'delete from evidence where seq > 2').run()
  expect(await checkEvidence(store)).toEqual({ rows: 2, brokenAt: null, missing: { from: 3, to: 4, at: null } })
  for (const sha256 of ['e', 'f', 'g']) await appendEvidence(store, finding({ sha256 }), NOW + 5)
  expect(await checkEvidence(store)).toEqual({ rows: 5, brokenAt: null, missing: { from: 3, to: 4, at: NOW + 5 } })
})

test.each([
  ['all rows', 'delete from evidence', { from: 1, to: 4, at: null }],
  ['the last row, another in its place', `update evidence set report = '{}', hash = 'f' where seq = 4`, { from: 4, to: 4, at: null }],
])('%s cut off are missed', async (_, text, missing) => {
  const store = await makeChain()
  sql(store.db, text).run()
  expect((await checkEvidence(store)).missing).toEqual(missing)
})

test('whoever cuts the head of the chain as well is told by the cache; a cache made anew knows nothing and accuses nobody', async () => {
  const store = await makeChain()
  const hash = sql<{ hash: string }>(store.db, 'select hash from evidence where seq = 2').get()?.hash ?? ''
  sql(store.db, 'delete from evidence where seq > 2').run()
  sql(store.db, 'update evidence_head set rows = 2, hash = ?').run(hash)
  expect((await checkEvidence(store)).missing).toEqual({ from: 3, to: 4, at: null })
  const other = await makeChain()
  sql(other.db, 'delete from evidence_seen').run()
  expect((await checkEvidence(other)).missing).toBeNull()
})

test('what was missing once can be neither changed nor taken away by a statement', async () => {
  const store = await makeChain()
  sql(store.db, 'delete from evidence where seq > 2').run()
  await appendEvidence(store, finding({ sha256: 'e' }), NOW)
  for (const text of ['delete from evidence_gap', 'update evidence_gap set rows = 0']) expect(() => sql(store.db, text).run()).toThrow()
})

test('a paper that has gigabytes to its name is judged on the newest that fits, and small answers beside lists that do not', async () => {
  const store = makeStore()
  const LARGEST = 1_000_000
  const large = (fill: string) => ({ kind: 'crl' as const, about: 'ca', der: Buffer.alloc(LARGEST * 0.6, fill) })
  for (const [index, fill] of ['old', 'newest'].entries()) await appendEvidence(store, finding({ at: NOW + index, items: [large(fill), { ...certificate, der: Buffer.from(fill) }] }), NOW + index)
  const items = await evidenceAbout(store, 'a', LARGEST)
  expect(items.reduce((sum, { der }) => sum + der.length, 0)).toBeLessThanOrEqual(LARGEST)
  expect(items.map(({ kind, der }) => `${kind} ${Buffer.from(der.subarray(0, 3)).toString()}`).toSorted()).toEqual(['certificate new', 'certificate old', 'crl new'])
})
