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
  /** Aborting stops before the next document; the one at work is finished. A problem as the reason is the next one's. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Ký hàng loạt. A document's own failure (damaged, locked, encrypted) does not stop the rest; when the token fails
 * nothing that follows could succeed, and another try might lock the card: the rest is left untouched.
 */
export async function signBatch<I, R>({ items, sign, onProgress, signal }: Batch<I, R>): Promise<BatchResult<I, R>[]> {
  const results: BatchResult<I, R>[] = []
  let stopped = false
  for (const item of items) {
    if (!stopped && signal?.aborted === true) {
      stopped = true
      results.push({ item, ok: false, problem: whyStopped(signal.reason) })
    } else if (stopped) results.push({ item, ok: false, problem: STOPPED })
    else {
      const result = await signed(item, sign)
      stopped = !result.ok && stopsBatch(result.problem.code)
      results.push(result)
    }
    onProgress?.(results.length, items.length)
  }
  return results
}

const STOPPED: Problem = { code: 'signing.stopped', facts: {} }

function whyStopped(reason: unknown): Problem {
  return reason instanceof ProblemError ? toProblem(reason) : STOPPED
}

/** True for failures of the key or its certificate: they would meet every other document as well. */
export function stopsBatch(code: ProblemCode): boolean {
  return code.startsWith('token.') || code.startsWith('certificate.')
}

async function signed<I, R>(item: I, sign: (item: I) => Promise<R>): Promise<BatchResult<I, R>> {
  try {
    return { item, ok: true, value: await sign(item) }
  } catch (error) {
    return { item, ok: false, problem: toProblem(error) }
  }
}
