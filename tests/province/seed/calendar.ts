import { vietnamDay } from '../../../shared/model/vietnam-time.ts'
import type { Random } from './random.ts'

export const DAY_MS = 86_400_000
export const MINUTE_MS = 60_000

/** `hour` o'clock in Vietnam, `daysBack` days before `now`. */
export function atHour(now: number, daysBack: number, hour: number): number {
  return Date.parse(`${vietnamDay(now - daysBack * DAY_MS)}T00:00:00+07:00`) + Math.round(hour * 60) * MINUTE_MS
}

export function isWorkday(atMs: number): boolean {
  return ![0, 6].includes(new Date(`${vietnamDay(atMs)}T12:00:00Z`).getUTCDay())
}

/** `count` instants in working hours between two days back, oldest first. */
export function workInstants({ now, random }: { readonly now: number; readonly random: Random }, count: number, fromDaysBack: number, toDaysBack: number): number[] {
  const days: number[] = []
  for (let back = fromDaysBack; back >= toDaysBack; back--) if (isWorkday(now - back * DAY_MS)) days.push(back)
  const instants = Array.from({ length: count }, () => atHour(now, random.pick(days), 7.2 + random.next() * 9.6) + random.between(0, 59) * 1000)
  return instants.sort((a, b) => a - b)
}

export function utc(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19)}Z`
}

export const dayOf = (atMs: number) => vietnamDay(atMs)
export const dueDay = (atMs: number | null) => atMs === null ? null : vietnamDay(atMs)
