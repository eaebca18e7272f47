import type { Settings } from './session.ts'

type Quota = Settings['tsaQuotas'][number]
const DAY_HOURS = 24
const MOST = 10_000_000

/** What stands in the field of one server. */
export function quotaText(quotas: readonly Quota[], url: string): string {
  const quota = quotas.find(each => each.url === url)
  return quota === undefined ? '' : String(quota.requests)
}

/** The hours of its contract; a day where none is known. */
export function quotaHours(quotas: readonly Quota[], url: string): number {
  return quotas.find(each => each.url === url)?.perHours ?? DAY_HOURS
}

/** The quotas of the servers of a list by what was typed for each; null where one is no number that a contract could name. */
export function readQuotas(urls: readonly string[], typed: Readonly<Record<string, string>>, known: readonly Quota[]): Quota[] | null {
  const quotas: Quota[] = []
  for (const url of urls) {
    const text = (typed[url] ?? quotaText(known, url)).replace(/[\s.]/g, '')
    if (text === '') continue
    const requests = Number(text)
    if (!/^\d+$/.test(text) || requests < 1 || requests > MOST) return null
    quotas.push({ url, requests, perHours: quotaHours(known, url) })
  }
  return quotas
}
