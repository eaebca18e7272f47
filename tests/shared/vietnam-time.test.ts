import { expect, test } from 'vitest'
import { writtenInstant } from '../../shared/model/vietnam-time.ts'

const at = (text: string): string | null => {
  const time = writtenInstant(text)
  return time === null ? null : new Date(time).toISOString()
}

test('a day and an instant without a zone are Vietnam\'s, whatever zone the PC is set to', () => {
  expect(['2026-11-24', '2026-11-24T10:00', '2026-11-24T10:00:30.5', '2026-11-24T10:00Z', '2026-11-24t10:00:00-0500', '2026-11-24T10:00+07:00'].map(at)).toEqual([
    '2026-11-23T17:00:00.000Z', '2026-11-24T03:00:00.000Z', '2026-11-24T03:00:30.500Z', '2026-11-24T10:00:00.000Z', '2026-11-24T15:00:00.000Z', '2026-11-24T03:00:00.000Z',
  ])
})

test('what is no ISO 8601 is nothing: months and days are written in one order here and in another there', () => {
  expect(['11/12/2026', '5', '24 Nov 2026', '2026-02-30', '2026-11-24T25:00', '2026-11-24+07:00', ''].map(at)).toEqual([null, null, null, null, null, null, null])
})
