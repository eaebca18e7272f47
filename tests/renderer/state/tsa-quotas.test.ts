import { expect, test } from 'vitest'
import { quotaText, readQuotas } from '../../../renderer/state/tsa-quotas.ts'

const A = 'http://a.example', B = 'http://b.example'
const known = [{ url: A, requests: 500, perHours: 720 }]

test('quotas are read as people write numbers; empty is none, what stood there stays, a contract keeps its hours', () => {
  expect(readQuotas([A, B], { [B]: '1.200 ' }, known)).toEqual([{ url: A, requests: 500, perHours: 720 }, { url: B, requests: 1200, perHours: 24 }])
  expect(readQuotas([A, B], { [A]: '' }, known)).toEqual([])
  expect(readQuotas([B], {}, known)).toEqual([])
  for (const wrong of ['0', '-5', '12a', '1,5', '99999999999']) expect([wrong, readQuotas([A], { [A]: wrong }, known)]).toEqual([wrong, null])
  expect([quotaText(known, A), quotaText(known, B)]).toEqual(['500', ''])
})
