import { z } from 'zod'
import type { Database } from '../store/database.ts'
import { getSetting, setSetting } from '../store/settings.ts'
import type { TsaSpending } from '../trust-services/tsa-ledger.ts'

const NAME = 'tsa.spent'
const Spent = z.record(z.string(), z.array(z.tuple([z.number(), z.number()])))
/** What is asked within so long is counted together, and as late as it may have been. */
const SLOT_MS = 5 * 60_000

/** What TSAs with a quota were asked, kept in the profile: a quota of a day outlives the program, a change of network and the command line. */
export function keptSpending(db: Database): TsaSpending {
  const read = () => getSetting(db, NAME, Spent) ?? {}
  return {
    since: (url, from) => read()[url]?.reduce((sum, [slot, count]) => slot + SLOT_MS > from ? sum + count : sum, 0) ?? 0,
    add(url, at, keepMs) {
      const slot = Math.floor(at / SLOT_MS) * SLOT_MS
      const spent = read()
      const others = (spent[url] ?? []).filter(([begun]) => begun !== slot && begun + SLOT_MS > at - keepMs)
      const now = spent[url]?.find(([begun]) => begun === slot)?.[1] ?? 0
      setSetting(db, NAME, { ...spent, [url]: [...others, [slot, now + 1]] })
    },
  }
}
