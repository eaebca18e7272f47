import { describe, expect, test } from 'vitest'
import { en } from '../../../renderer/text/en.ts'
import { makeFormat } from '../../../renderer/text/format.ts'
import { calledName, documentCode, initials, shortSubject } from '../../../renderer/text/subject.ts'
import { vi } from '../../../renderer/text/vi.ts'
import { VERBS } from '../../../shared/model/words.ts'
import { NOW } from '../demo/documents.ts'

describe('words', () => {
  test('both languages have the same words, lists of open words too', () => {
    const keys = (value: unknown, path = ''): string[] => typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]) => keys(inner, `${path}.${key}`)) : [path]
    expect(keys(en).toSorted()).toEqual(keys(vi).toSorted())
  })
  test('every verb has its name and what it is once done', () => {
    expect(VERBS.filter(verb => !vi.verbs[verb] || !vi.did[verb])).toEqual([])
  })
  test('Vietnamese is written in composed letters', () => {
    const texts = JSON.stringify(vi)
    expect(texts).toBe(texts.normalize('NFC'))
  })
})

describe('times are told in UTC+7', () => {
  const format = makeFormat('vi', vi, NOW)
  test('a moment is of today, of yesterday, or has its day', () => {
    expect([format.moment(Date.parse('2026-11-24T01:12:00Z')), format.moment(Date.parse('2026-11-23T16:59:00Z')), format.moment(Date.parse('2026-11-20T17:30:00Z'))]).toEqual(['08:12 hôm nay', '23:59 hôm qua', '00:30 ngày 21/11/2026'])
  })
  test('a due day counts whole days, turns amber at three and is over when it has passed', () => {
    const due = (day: string) => { const words = format.due(day); return [words?.long, words?.tone] }
    expect([due('2026-11-24'), due('2026-11-27'), due('2026-11-28'), due('2026-11-22'), format.due('không rõ')]).toEqual([
      ['Hạn 24/11/2026, hôm nay', 'soon'], ['Hạn 27/11/2026, còn 3 ngày', 'soon'], ['Hạn 28/11/2026, còn 4 ngày', 'later'], ['Hạn 22/11/2026, quá 2 ngày', 'late'], null,
    ])
  })
  test('groups are named as people say them', () => {
    expect([format.group({ kind: 'today', key: '', day: '2026-11-24' }), format.group({ kind: 'month', key: '', month: '2026-10' })]).toEqual(['Hôm nay, Thứ Ba 24/11', 'Tháng 10/2026'])
  })
})

test('a row drops "V/v" and "Về việc" and begins with a capital, whatever the Unicode form', () => {
  expect(['V/v đẩy mạnh', 'Về việc: ấn định', 'Về việc tổ chức'.normalize('NFD'), 'Việc công'].map(shortSubject)).toEqual(['Đẩy mạnh', 'Ấn định', 'Tổ chức', 'Việc công'])
})

test('codes and names are put together from what is there', () => {
  expect([documentCode('2491', 'UBND-NC'), documentCode(null, 'BC-SNV'), documentCode('7', null), documentCode(null, null), initials('Nguyễn Minh Ánh'), calledName('Nguyễn Thị Minh Anh')]).toEqual(['2491/UBND-NC', 'BC-SNV', '7', null, 'MÁ', 'Minh Anh'])
})
