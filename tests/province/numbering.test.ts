import { expect, test } from 'vitest'
import { makeClock, makeProvince, signIn } from './make-province.ts'
import type { Province } from './province.ts'

async function numbered(province: Province, kind: string, agency = 'snv') {
  const [author, leader, clerk] = ['chuyen-vien', 'lanh-dao', 'van-thu'].map(name => signIn(province, `${name}@${agency}`))
  if (author === undefined || leader === undefined || clerk === undefined) throw new Error('three people are there')
  const answer = await author.call('OfficialDocument/set', { create: { d: { direction: 'draft', kind, subject: 'x' } } })
  const id = answer['created'].d.id
  await author.move('submit', id)
  await leader.move('approve', id, { attachments: [{ blobId: await leader.upload('%PDF'), name: 'a.pdf', role: 'main' }] })
  return (await clerk.move('number', id))['result']
}

test('each agency has one series a year, whatever the kind', async () => {
  const province = makeProvince()
  expect(await numbered(province, 'Công văn')).toEqual({ number: '01', notation: 'SNV', issuedAt: '2026-11-24' })
  expect(await numbered(province, 'Quyết định')).toEqual({ number: '02', notation: 'QĐ-SNV', issuedAt: '2026-11-24' })
  expect(await numbered(province, 'Tờ trình', 'stc')).toMatchObject({ number: '01', notation: 'TTr-STC' })
})

test('the series begins anew when the year does in Vietnam, seven hours before it does in UTC', async () => {
  const clock = makeClock(Date.UTC(2026, 11, 31, 16, 59, 59))
  const province = makeProvince({ clock })
  expect(await numbered(province, 'Công văn')).toMatchObject({ number: '01', issuedAt: '2026-12-31' })
  clock.advance(1_000)
  expect(await numbered(province, 'Công văn')).toMatchObject({ number: '01', issuedAt: '2027-01-01' })
  expect(await numbered(province, 'Công văn')).toMatchObject({ number: '02', issuedAt: '2027-01-01' })
})

test('the register itself refuses a number twice', () => {
  const { db } = makeProvince().store
  const insert = db.prepare("insert into register values ('snv', 2026, 'out', 1, ?)")
  insert.run('a')
  expect(() => insert.run('b')).toThrow(/UNIQUE/)
})
