import type { Emit } from '../../shared/contract/index.ts'
import type { Officer } from '../../shared/model/edoc.ts'
import type { Store } from '../store/open.ts'

/** A signed-in profile as handlers see it: whose it is, its store, the clock. The composition root fills it. */
export interface Desk {
  readonly store: Store
  /** The account under which everything of this officer is cached. */
  readonly account: string
  /** This officer and their agency by the province's session; null on a server that does not say. */
  readonly officerId: string | null
  readonly agencyId: string | null
  readonly now: () => number
  readonly emit: Emit
}

/** Whether an officer holds a role today (roles run from–until). */
export function holdsRole(officer: Officer | null, role: string, now: number): boolean {
  return rolesOn(officer, now).includes(role)
}

/** The roles an officer holds today. */
export function rolesOn(officer: Officer | null, now: number): string[] {
  return officer === null ? [] : [...new Set(officer.roles.filter(each => within(each.validFrom, each.validUntil, now)).map(each => each.role))]
}

function within(from: string | null, until: string | null, now: number): boolean {
  return (from === null || !(Date.parse(from) > now)) && (until === null || !(Date.parse(until) < now))
}
