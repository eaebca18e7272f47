import { describe, expect, test } from 'vitest'
import { highlight } from '../../../renderer/state/highlight.ts'

const marked = (text: string, typed: string) => highlight(text, typed).map(({ from, to }) => text.slice(from, to))

describe('what was found is marked', () => {
  test('without the diacritics that were not typed, where the words stand together', () => {
    expect([marked('Đẩy mạnh ký số', 'ky so'), marked('UBND xã Kỳ Sơn', 'ky so'), marked('Đồng Thịnh', 'dong')]).toEqual([['ký số'], ['Kỳ Sơ'], ['Đồng']])
  })
  test('word by word where they stand apart, in the order of the text', () => {
    expect(marked('Số hóa hồ sơ định kỳ', 'ky so')).toEqual(['Số', 'sơ', 'kỳ'])
  })
  test('only where a word begins, as the index finds it', () => {
    expect([marked('Báo cáo', 'ao'), marked('91/BC-UBND', 'bc')]).toEqual([[], ['BC']])
  })
  test('nothing of nothing', () => {
    expect(marked('Báo cáo', '  ')).toEqual([])
  })
})
