import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { applyFilters } from '../../../electron/pdf/filters.ts'

const filters = (...names: string[]) => names.map(name => ({ name, parameters: new Map<string, number>() }))
const budget = (maxBytes: number) => {
  const spent: number[] = []
  return { maxBytes, spent, spend: (bytes: number) => { spent.push(bytes) } }
}
const ascii85 = (letters: string, maxBytes = 1_000) => Buffer.from(applyFilters(Buffer.from(letters), filters('ASCII85Decode'), budget(maxBytes))).toString('hex')

test('ASCII85: whole and cut groups, zeros, blanks between, nothing behind the mark', () => {
  expect(['~>', '9`~>', '9jn~>', '9jqo~>', '9jqo^~>', ' 9jqo^\n F*2M 7~>trailing', 'zs8W-!~>', 'z!!~>', 'rr~>', 'z'].map(letters => ascii85(letters))).toEqual([
    '', '4d', '4d61', '4d616e', '4d616e20', '4d616e2073757265', '00000000ffffffff', '0000000000', 'ff', '00000000',
  ])
})

test('what a filter gives is bounded, whatever the filter', () => {
  for (const [name, data] of [['ASCII85Decode', Buffer.from('z'.repeat(251))], ['FlateDecode', deflateSync(Buffer.alloc(1_001))]] as const) {
    expect(() => applyFilters(data, filters(name), budget(1_000))).toThrow(expect.objectContaining({ code: 'pdf.too-complex' }))
  }
})

test('what lies between two filters counts: it is inflated all the same', () => {
  const held = budget(100_000)
  const bomb = deflateSync(Buffer.concat([deflateSync(Buffer.from('x')), Buffer.alloc(50_000)]))
  applyFilters(bomb, filters('FlateDecode', 'FlateDecode'), held)
  expect(held.spent).toEqual([50_009, 1])
})
