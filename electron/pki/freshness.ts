/** When an answer about revocation still counts (ETSI EN 319 102-1 §5.2.5), for OCSP and lists alike. */

/** An answer without nextUpdate speaks for a day. */
const DEFAULT_LIFE_MS = 24 * 3_600_000
/** Clocks of offices and of responders differ. */
const CLOCK_SKEW_MS = 5 * 60_000

export interface Times { readonly thisUpdate: number; readonly nextUpdate: number | null }

/** `at`: the moment whose status is asked; what was said after it knows about it, what was said before must not have run out. */
export function isFresh({ thisUpdate, nextUpdate }: Times, at: number): boolean {
  return thisUpdate >= at || at < (nextUpdate ?? thisUpdate + DEFAULT_LIFE_MS) + CLOCK_SKEW_MS
}

/** Said in the future: the clock of one of the two is wrong, and nothing follows. */
export function isFromFuture({ thisUpdate }: Times, now: number): boolean {
  return thisUpdate > now + CLOCK_SKEW_MS
}

/** An authority may forget certificates that have ended: "not listed" then says nothing (RFC 5280 §3.3), unless it says how far it remembers. */
export function mayHaveForgotten(certificate: { readonly notAfter: number }, thisUpdate: number, remembersSince: number | null): boolean {
  return thisUpdate > certificate.notAfter && (remembersSince === null || remembersSince > certificate.notAfter)
}
