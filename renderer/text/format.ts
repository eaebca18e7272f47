import { isCalendarDate, vietnamClock, vietnamDay, wireInstant } from '../../shared/model/vietnam-time.ts'
import { daysBetween, type DayGroup } from '../state/day-group.ts'
import type { Catalogue } from './vi.ts'

export type Language = 'vi' | 'en'

/** `late`: overdue. `soon`: within three days, the chip is amber (ui.md). */
export interface DueWords { readonly short: string; readonly long: string; readonly tone: 'late' | 'soon' | 'later' }
const SOON_DAYS = 3

/** Words for times and numbers, all reckoned in UTC+7 whatever the PC says. */
export function makeFormat(language: Language, text: Catalogue, nowMs: number) {
  const locale = language === 'vi' ? 'vi-VN' : 'en-GB'
  const today = vietnamDay(nowMs)
  const pad = (day: string) => day.split('-').reverse()
  /** 27/11/2026 */
  const fullDay = (day: string) => pad(day).join('/')
  /** 27/11, with the year when it is another one. */
  const shortDay = (day: string) => day.slice(0, 4) === today.slice(0, 4) ? pad(day).slice(0, 2).join('/') : fullDay(day)
  const weekday = (day: string) => new Date(`${day}T00:00:00Z`).toLocaleDateString(locale, { weekday: 'long', timeZone: 'UTC' })

  function moment(atMs: number): string {
    const day = vietnamDay(atMs), clock = vietnamClock(atMs), ago = daysBetween(day, today)
    if (ago === 0) return language === 'vi' ? `${clock} hôm nay` : `today ${clock}`
    if (ago === 1) return language === 'vi' ? `${clock} hôm qua` : `yesterday ${clock}`
    return language === 'vi' ? `${clock} ngày ${fullDay(day)}` : `${fullDay(day)} ${clock}`
  }
  return {
    today, fullDay, shortDay, moment,
    number: (value: number) => value.toLocaleString(locale),
    /** The calendar day of a wire date, which may be a day or an instant; the raw text when it is neither. */
    wireDay(wire: string): string {
      const at = isCalendarDate(wire) ? null : wireInstant(wire)
      return isCalendarDate(wire) ? fullDay(wire) : at === null ? wire : fullDay(vietnamDay(at))
    },
    wireMoment(wire: string): string {
      const at = wireInstant(wire)
      return at === null ? wire : isCalendarDate(wire) ? fullDay(wire) : moment(at)
    },
    clock: vietnamClock,
    /** 27/11/2026, also of today: for what is read elsewhere on another day. */
    fullDayOf: (atMs: number) => fullDay(vietnamDay(atMs)),
    /** In a row: the hour of today and yesterday, else the day; nothing for 0, a document that no date is known of. */
    rowTime(atMs: number): string {
      if (atMs === 0) return ''
      const day = vietnamDay(atMs)
      return daysBetween(day, today) <= 1 ? vietnamClock(atMs) : shortDay(day)
    },
    /** The day alone, of today and yesterday by name; nothing for 0. */
    day(atMs: number): string {
      if (atMs === 0) return ''
      const day = vietnamDay(atMs), ago = daysBetween(day, today)
      return ago === 0 ? text.palette.today : ago === 1 ? text.palette.yesterday : fullDay(day)
    },
    group(group: DayGroup): string {
      switch (group.kind) {
        case 'today': return text.groups.today(`${weekday(group.day)} ${shortDay(group.day)}`)
        case 'yesterday': return text.groups.yesterday(`${weekday(group.day)} ${shortDay(group.day)}`)
        case 'day': return `${weekday(group.day)} ${shortDay(group.day)}`
        case 'last-week': return text.groups.lastWeek
        case 'undated': return text.groups.undated
        case 'month': return text.groups.month(Number(group.month.slice(5)), Number(group.month.slice(0, 4)))
      }
    },
    due(dueAt: string): DueWords | null {
      const at = wireInstant(dueAt)
      if (at === null) return null
      const day = vietnamDay(at), left = daysBetween(today, day)
      const tone = left < 0 || at < nowMs ? 'late' : left <= SOON_DAYS ? 'soon' : 'later'
      return { short: left < 0 ? text.due.overdue(-left) : left === 0 ? text.due.today : text.due.short(shortDay(day)), long: text.due.long(fullDay(day), left), tone }
    },
  }
}
export type Format = ReturnType<typeof makeFormat>
