import { ProblemError } from '../../shared/problem.ts'
import type { RequestTimestamp } from '../pki/evidence.ts'

/**
 * The same request for somebody who waits in front of a dialog with an open card: it is given up after a while, and after
 * the first failure not made again. What goes without a timestamp is for the queue.
 */
export function impatient(request: RequestTimestamp, patienceMs: number): RequestTimestamp {
  const held: { problem: ProblemError | null } = { problem: null }
  return async digest => {
    if (held.problem !== null) throw held.problem
    const signal = AbortSignal.timeout(patienceMs)
    try {
      return await request(digest, signal)
    } catch (error) {
      held.problem = signal.aborted ? new ProblemError('timestamp.timeout', { seconds: Math.ceil(patienceMs / 1000) }, { cause: error }) : error instanceof ProblemError ? error : null
      throw held.problem ?? error
    }
  }
}
