import { describe, expect, test } from 'vitest'
import { groupOfDay } from '../../../renderer/state/day-group.ts'
import { hasMore, layItems, makeWindow, thin } from '../../../renderer/state/windows.ts'
import { makeRows } from '../demo/documents.ts'

const TODAY = '2026-11-24'

describe('groups of days', () => {
  test.each([
    ['2026-11-24', 'today'], ['2026-11-23', 'yesterday'], ['2026-11-22', 'last-week'], ['2026-11-16', 'last-week'], ['2026-11-15', '2026-11'], ['2026-10-31', '2026-10'], ['2026-11-25', '2026-11-25'],
  ])('%s seen on a Tuesday is %s', (day, group) => {
    const found = groupOfDay(day, TODAY)
    expect(found.kind === 'month' || found.kind === 'day' ? found.key : found.kind).toBe(group)
  })
  test('a draft that nobody dates is of no day, not of 1970', () => {
    const [row] = makeRows(1)
    const { days } = makeWindow(null, { rows: row === undefined ? [] : [{ ...row, sortAt: 0 }], next: null })
    expect([days, groupOfDay(days[0] ?? TODAY, TODAY).kind]).toEqual([[''], 'undated'])
  })
  test('days of this week before yesterday stand alone', () => {
    expect(groupOfDay('2026-11-24', '2026-11-27')).toEqual({ kind: 'day', key: '2026-11-24', day: '2026-11-24' })
  })
  test('on a Monday the Sunday before is yesterday, not last week', () => {
    expect(groupOfDay('2026-11-22', '2026-11-23').kind).toBe('yesterday')
  })
})

describe('a list in windows', () => {
  const rows = makeRows(600)
  const windows = [makeWindow(null, { rows: rows.slice(0, 200), next: '200' }), makeWindow('200', { rows: rows.slice(200, 400), next: '400' })]

  test('a group is counted once it is complete, and the last one only at the end of the list', () => {
    const heads = layItems(windows, TODAY).filter(item => item.kind === 'group')
    expect(heads[0]).toMatchObject({ group: { kind: 'today' }, count: 4 })
    expect(heads.at(-1)).toMatchObject({ count: null })
    expect(hasMore(windows)).toBe(true)
  })
  test('letting go of rows moves nothing', () => {
    const many = Array.from({ length: 9 }, (_, index) => ({ ...windows[0]!, after: String(index) }))
    const kept = thin(many, 4)
    expect(kept.map(window => window.rows !== null)).toEqual([false, false, true, true, true, true, true, false, false])
    expect(layItems(kept, TODAY).length).toBe(layItems(many, TODAY).length)
  })
  test('rows that were let go are drawn as skeletons in their places', () => {
    const item = layItems([{ ...windows[0]!, rows: null }], TODAY)[1]
    expect(item).toEqual({ kind: 'row', id: 'D0', window: 0, row: null })
  })
})
