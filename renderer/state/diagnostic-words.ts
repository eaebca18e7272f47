import type { Format } from '../text/format.ts'
import type { Catalogue } from '../text/index.ts'

/** A line of the diagnosis in words; what is told to programs (paths, versions, codes) stays as it is. Pure. */
export function diagnosticWords({ key, value }: { readonly key: string; readonly value: string }, format: Format, { settings }: Catalogue): string {
  const known = settings.values[value]
  if (known !== undefined) return known
  if (key === 'sync.last') return format.wireMoment(value)
  if (key === 'store.evidence' && /^\d+$/.test(value)) return settings.rows(Number(value))
  const [, seconds] = key === 'clock.skew' ? /^(-?\d+) s$/.exec(value) ?? [] : []
  if (seconds !== undefined) return settings.secondsOff(Number(seconds))
  const [, sequence, day, age] = key === 'trust.list' ? /^(\d+) · (\d{4}-\d\d-\d\d) · (\d+) d$/.exec(value) ?? [] : []
  return sequence === undefined || day === undefined ? value : settings.trustList(sequence, format.fullDay(day), Number(age))
}
