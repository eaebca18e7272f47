const FIRST_MS = 1_000
const LONGEST_MS = 300_000

/**
 * How long to wait before try n+1, with full jitter: anything from nothing to a doubling limit. After an outage a
 * province of 3,000 clients must not come back in step (M. Brooker, "Exponential Backoff and Jitter").
 */
export function backoffMs(failures: number, random: () => number): number {
  return Math.floor(random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 20)))
}
