import type { ChangesResponse } from '../../shared/protocol/methods.ts'
import type { MethodAnswer } from '../province/request.ts'

/** What to do with the answer to a `/changes`. */
export type DeltaVerdict = 'apply' | 'resync' | 'skip' | 'later'

/** Not offered to us: one type must not stop the others. */
const ABSENT: readonly string[] = ['unknownMethod', 'accountNotFound', 'accountNotSupportedByMethod', 'forbidden']
const TRANSIENT: readonly string[] = ['serverUnavailable', 'serverFail', 'serverPartialFail', 'rateLimit']

/** Any error that is neither transient nor "there is no such thing" means that the type is fetched anew (protocol.md, traps). */
export function decideDelta(since: string, answer: MethodAnswer<ChangesResponse>): DeltaVerdict {
  if (answer.ok) return isRewound(since, answer.value) ? 'resync' : 'apply'
  if (ABSENT.includes(answer.type)) return 'skip'
  return TRANSIENT.includes(answer.type) ? 'later' : 'resync'
}

/** A page of a first sync or another call that failed: skip what is not offered, else try again later. */
export function isAbsent(type: string): boolean {
  return ABSENT.includes(type)
}

/**
 * A server restored from a backup does not know our state; some then answer an empty delta and their own, smaller state
 * instead of refusing. States are opaque, but a number at the end that runs backwards under the same beginning is that.
 */
function isRewound(since: string, { newState, hasMoreChanges }: ChangesResponse): boolean {
  if (hasMoreChanges && newState === since) return true // no way forward
  const before = /^(.*?)(\d{1,15})$/s.exec(since)
  const after = /^(.*?)(\d{1,15})$/s.exec(newState)
  return before !== null && after !== null && before[1] === after[1] && Number(after[2]) < Number(before[2])
}
