// Three times in 60 s (architecture.md): a core that dies on its own data would otherwise spin for ever.
const MOST_RESTARTS = 3
const WITHIN_MS = 60_000

export type RestartDecision = { readonly kind: 'restart'; readonly recent: readonly number[] } | { readonly kind: 'give-up' }

/** Whether a core that has just ended is started again. `recent` are the instants of earlier restarts. */
export function decideRestart(recent: readonly number[], now: number): RestartDecision {
  const counted = recent.filter(at => now - at < WITHIN_MS)
  return counted.length >= MOST_RESTARTS ? { kind: 'give-up' } : { kind: 'restart', recent: [...counted, now] }
}
