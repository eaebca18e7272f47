/** What is remembered of each TSA between requests: until when it is left out, and what of its quota is spent. */
import { ProblemError } from '../../shared/problem.ts'

/** `policies`: the TSA policies that are accepted; `quota`: how many requests the contract allows in how many milliseconds. */
export interface TsaAddress {
  readonly url: string
  readonly policies?: readonly string[]
  readonly quota?: { readonly requests: number; readonly perMs: number }
}

const FIRST_REST_MS = 15_000
const LONGEST_REST_MS = 10 * 60_000

/** What was asked of TSAs with a quota; whoever keeps it keeps it over restarts and changes of the network. */
export interface TsaSpending {
  /** How many requests since then, perhaps some more, never fewer. */
  since(url: string, from: number): number
  /** One more; what is older than `keepMs` is of no use any more. */
  add(url: string, at: number, keepMs: number): void
}

/** For as long as it lives. */
export function memorySpending(): TsaSpending {
  const spent = new Map<string, number[]>()
  return {
    since: (url, from) => spent.get(url)?.filter(at => at > from).length ?? 0,
    add: (url, at, keepMs) => { spent.set(url, [...(spent.get(url) ?? []).filter(each => each > at - keepMs), at]) },
  }
}

interface Entry { failures: number; restsUntil: number; last: ProblemError | null }

export interface TsaLedger {
  /** Why it is not to be asked now; null when it may be. */
  obstacle(tsa: TsaAddress): ProblemError | null
  spend(tsa: TsaAddress): void
  succeeded(tsa: TsaAddress): void
  failed(tsa: TsaAddress, problem: ProblemError): void
}

export function createTsaLedger(tsas: readonly TsaAddress[], now: () => number, spending: TsaSpending = memorySpending()): TsaLedger {
  const entries = new Map(tsas.map(tsa => [tsa.url, { failures: 0, restsUntil: 0, last: null } as Entry]))
  const entryOf = (tsa: TsaAddress): Entry => entries.get(tsa.url) ?? { failures: 0, restsUntil: 0, last: null }
  return {
    obstacle(tsa) {
      const entry = entryOf(tsa)
      if (entry.last && now() < entry.restsUntil) return entry.last
      return isSpent(tsa, spending, now()) ? new ProblemError('timestamp.quota', { service: URL.parse(tsa.url)?.host ?? tsa.url }) : null
    },
    spend(tsa) { if (tsa.quota) spending.add(tsa.url, now(), tsa.quota.perMs) },
    succeeded(tsa) {
      const entry = entryOf(tsa)
      entry.failures = 0
      entry.last = null
    },
    failed(tsa, problem) {
      const entry = entryOf(tsa)
      entry.failures += 1
      entry.last = problem
      entry.restsUntil = now() + restAfter(entry.failures, problem)
    },
  }
}

/**
 * The first failures of the quick kind may be tried again within the request. One that let us wait is left out at once:
 * a batch must not wait three minutes a document for a dead server.
 */
function restAfter(failures: number, problem: ProblemError): number {
  const asked = problem.facts['retryAfterMs']
  if (typeof asked === 'number') return asked
  if (problem.code === 'timestamp.unreachable' && failures < 3) return 0
  return Math.min(FIRST_REST_MS * 2 ** Math.min(failures, 10), LONGEST_REST_MS)
}

function isSpent({ url, quota }: TsaAddress, spending: TsaSpending, now: number): boolean {
  return quota !== undefined && spending.since(url, now - quota.perMs) >= quota.requests
}
