/**
 * Giờ Việt Nam: UTC+7 all year, whatever zone the PC is set to. Everything shown, a register's year and a due day are
 * reckoned here; Vietnam has had no daylight saving since 1975.
 */
const OFFSET_MS = 7 * 3_600_000

/** The calendar day of an instant in Vietnam, `YYYY-MM-DD`. */
export function vietnamDay(atMs: number): string {
  return new Date(atMs + OFFSET_MS).toISOString().slice(0, 10)
}

/** The instant as ISO 8601 with `+07:00`, to the second. */
export function vietnamIso(atMs: number): string {
  return `${new Date(atMs + OFFSET_MS).toISOString().slice(0, 19)}+07:00`
}

/** The instant as the wire writes it: UTC, without a fraction that is nought (RFC 8620 §1.4). */
export function utcDate(atMs: number): string {
  return new Date(atMs).toISOString().replace('.000Z', 'Z')
}

/** `HH:mm` in Vietnam. */
export function vietnamClock(atMs: number): string {
  return new Date(atMs + OFFSET_MS).toISOString().slice(11, 16)
}

/** True for a calendar date `YYYY-MM-DD` that exists. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** What a person writes as ISO 8601: a day (its beginning) or an instant, of Vietnam where no zone is written. Null for everything else. */
export function writtenInstant(text: string): number | null {
  const [, day = '', clock = 'T00:00', zone = '+07:00'] = /^(\d{4}-\d{2}-\d{2})(?:(T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(text) ?? []
  if (!isCalendarDate(day)) return null
  const time = Date.parse(`${day}${clock}${zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')}`.toUpperCase())
  return Number.isNaN(time) ? null : time
}

/**
 * The instant that a wire date means: a UTCDate as it is; a calendar date ends at 23:59:59+07:00 (protocol.md, a
 * date-only due). Null when it is neither.
 */
export function wireInstant(text: string): number | null {
  const time = isCalendarDate(text) ? Date.parse(`${text}T23:59:59+07:00`) : Date.parse(text)
  return Number.isNaN(time) ? null : time
}
