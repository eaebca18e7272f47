import { type Problem, type ProblemCode, ProblemError, toProblem } from '../../shared/problem.ts'

/** What became of one document of a batch; `signing.stopped` are those that were not begun. */
export type BatchResult<I, R> =
  | { readonly item: I; readonly ok: true; readonly value: R }
  | { readonly item: I; readonly ok: false; readonly problem: Problem }

export interface Batch<I, R> {
  readonly items: readonly I[]
  /** Signs one document with the signer that the whole batch shares: one PIN, one session. */
  sign(item: I): Promise<R>
  /** Says after each document how many of all are through, failed ones included. */
  onProgress?(done: number, total: number): void
  /** Aborting stops before the next document; those at work are finished. A problem as the reason is the next one's. */
  readonly signal?: AbortSignal | undefined
  /** Documents at work at once, so that the token signs one while others are read and checked; 1 where each wants a person. */
  readonly atOnce?: number
}

/**
 * How many documents are at work beside a token that asks nobody: while it signs one, the next waits for it, read and
 * hashed, and the last one is judged and written. With slow cards that hides all the rest.
 */
export const AT_ONCE = 3

/**
 * Ký hàng loạt. A document's own failure (damaged, locked, encrypted) does not stop the rest; when the token fails
 * nothing that follows could succeed, and another try might lock the card: the rest is left untouched.
 */
export async function signBatch<I, R>({ items, sign, onProgress, signal, atOnce = 1 }: Batch<I, R>): Promise<BatchResult<I, R>[]> {
  const results: BatchResult<I, R>[] = []
  const state = { begun: 0, done: 0, isStopped: false }

  async function outcomeOf(item: I): Promise<BatchResult<I, R>> {
    if (state.isStopped) return { item, ok: false, problem: STOPPED }
    if (signal?.aborted === true) {
      state.isStopped = true
      return { item, ok: false, problem: whyStopped(signal.reason) }
    }
    const result = await signed(item, sign)
    if (!result.ok && stopsBatch(result.problem.code)) state.isStopped = true
    return result
  }
  async function work(): Promise<void> {
    for (let index = state.begun++; index < items.length; index = state.begun++) {
      results[index] = await outcomeOf(items[index]!)
      onProgress?.(++state.done, items.length)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, work))
  return results
}

const STOPPED: Problem = { code: 'signing.stopped', facts: {} }

function whyStopped(reason: unknown): Problem {
  return reason instanceof ProblemError ? toProblem(reason) : STOPPED
}

const NO_SERVICE: readonly ProblemCode[] = ['sign-service.absent', 'sign-service.certificate-changed', 'sign-service.timeout']

/** True for failures of the key or its certificate: they would meet every other document as well. */
export function stopsBatch(code: ProblemCode): boolean {
  return code.startsWith('token.') || code.startsWith('certificate.') || NO_SERVICE.includes(code)
}

async function signed<I, R>(item: I, sign: (item: I) => Promise<R>): Promise<BatchResult<I, R>> {
  try {
    return { item, ok: true, value: await sign(item) }
  } catch (error) {
    return { item, ok: false, problem: toProblem(error) }
  }
}
