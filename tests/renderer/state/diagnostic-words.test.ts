import { expect, test } from 'vitest'
import { diagnosticWords } from '../../../renderer/state/diagnostic-words.ts'
import { makeFormat } from '../../../renderer/text/format.ts'
import { catalogueOf } from '../../../renderer/text/index.ts'

const NOW = Date.UTC(2026, 10, 24, 3)

test.each([
  ['store.cache', 'ok', 'Tốt', 'Good'],
  ['store.work', 'damaged', 'Hỏng', 'Damaged'],
  ['store.evidence', '1234', '1.234 dòng', '1,234 rows'],
  ['trust.list', '1795545437 · 2026-11-24 · 0 d', 'Số 1795545437, ngày 24/11/2026 (hôm nay)', 'Number 1795545437 of 24/11/2026 (today)'],
  ['trust.list', '7 · 2026-10-01 · 54 d', 'Số 7, ngày 01/10/2026 (54 ngày trước)', 'Number 7 of 01/10/2026 (54 days ago)'],
  ['sync.last', '–', '–', '–'],
  ['clock.skew', '-3 s', '-3 giây', '-3 s'],
  ['token.module', '/usr/lib/softhsm/libsofthsm2.so', '/usr/lib/softhsm/libsofthsm2.so', '/usr/lib/softhsm/libsofthsm2.so'],
])('%s %s in words', (key, value, vi, en) => {
  const say = (language: 'vi' | 'en') => diagnosticWords({ key, value }, makeFormat(language, catalogueOf(language), NOW), catalogueOf(language))
  expect([say('vi'), say('en')]).toEqual([vi, en])
})
