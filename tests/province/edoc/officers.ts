import { Agency, Officer } from '../../../shared/model/edoc.ts'
import { wireInstant } from '../../../shared/model/vietnam-time.ts'
import { ROLES, type Role } from '../../../shared/model/words.ts'
import { readObject } from '../store/objects.ts'
import { sql, type Store } from '../store/open-store.ts'
import type { Colleague } from './verbs.ts'

/** What an officer is at an instant: roles have beginnings and ends. */
export function rolesAt(officer: Officer, now: number): ReadonlySet<Role> {
  const holds = ROLES.filter(role => officer.roles.some(held => held.role === role && hasBegun(held.validFrom, now) && !hasEnded(held.validUntil, now)))
  return new Set(holds)
}

export function readOfficer(store: Store, id: string): Officer | null {
  const value = readObject(store, 'Officer', id)
  return value === null ? null : Officer.parse(value)
}

export function readAgency(store: Store, id: string): Agency | null {
  const value = readObject(store, 'Agency', id)
  return value === null ? null : Agency.parse(value)
}

/** The active officers of an agency. */
export function colleaguesOf(store: Store, agencyId: string, now: number): Colleague[] {
  const rows = sql(store, "select json from object where type = 'Officer' and json_extract(json, '$.agencyId') = ?").pluck().all(agencyId) as string[]
  return rows.map(json => Officer.parse(JSON.parse(json))).filter(officer => officer.isActive)
    .map(officer => ({ id: officer.id, roles: rolesAt(officer, now), certSerials: officer.certSerials }))
}

const hasBegun = (from: string | null, now: number): boolean => from === null || (wireInstant(from) ?? 0) <= now || Date.parse(from) <= now
const hasEnded = (until: string | null, now: number): boolean => until !== null && (wireInstant(until) ?? Infinity) < now
