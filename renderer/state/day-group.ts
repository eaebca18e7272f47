/** Nhóm theo ngày of a list, reckoned in Vietnam's days (UTC+7). Pure. */
export type DayGroup =
  | { readonly kind: 'today' | 'yesterday' | 'day'; readonly key: string; readonly day: string }
  | { readonly kind: 'last-week' | 'undated'; readonly key: string }
  | { readonly kind: 'month'; readonly key: string; readonly month: string }

const DAY_MS = 86_400_000
const dayNumber = (day: string) => Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY_MS)

/** Monday = 0: weeks begin on Monday (day 0 of the epoch was a Thursday). */
const weekday = (number: number) => (number + 3) % 7

/** Whole days from `from` to `to`, both `YYYY-MM-DD`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from)
}

/** Days of this week one by one, the week before as one, earlier by month. A day ahead of the PC's clock is its own group; '' is no day. */
export function groupOfDay(day: string, today: string): DayGroup {
  if (day === '') return { kind: 'undated', key: 'undated' }
  const ago = daysBetween(day, today)
  if (ago === 0) return { kind: 'today', key: day, day }
  if (ago === 1) return { kind: 'yesterday', key: day, day }
  const monday = dayNumber(today) - weekday(dayNumber(today))
  if (dayNumber(day) >= monday) return { kind: 'day', key: day, day }
  if (dayNumber(day) >= monday - 7) return { kind: 'last-week', key: 'last-week' }
  return { kind: 'month', key: day.slice(0, 7), month: day.slice(0, 7) }
}
