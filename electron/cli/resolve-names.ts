import { PURPOSES, type Purpose } from '../../shared/model/words.ts'
import { isCalendarDate, writtenInstant } from '../../shared/model/vietnam-time.ts'
import { ProblemError } from '../../shared/problem.ts'
import { getAgency, getOfficer, searchAgencies, searchOfficers } from '../store/directory.ts'
import type { SignedIn } from '../core/signed-in.ts'

/** An agency by id, code or exact name. `agency.unknown`. */
export function agencyIdOf({ desk }: SignedIn, text: string): string {
  const { store: { db }, account } = desk
  if (getAgency(db, account, text) !== null) return text
  const wanted = text.normalize('NFC')
  const found = searchAgencies(db, account, wanted, 100).filter(each => each.code === wanted || each.name === wanted || each.shortName === wanted)
  if (found.length !== 1 || found[0] === undefined) throw new ProblemError('agency.unknown', { agency: text })
  return found[0].id
}

/** An officer by id, e-mail or exact name; the name must be one officer's alone. `officer.unknown`. */
export function officerIdOf({ desk }: SignedIn, text: string): string {
  const { store: { db }, account } = desk
  if (getOfficer(db, account, text) !== null) return text
  const wanted = text.normalize('NFC')
  const found = searchOfficers(db, account, { text: wanted, limit: 100 }).filter(each => each.email === wanted || each.name === wanted)
  if (found.length !== 1 || found[0] === undefined) throw new ProblemError('officer.unknown', { officer: text })
  return found[0].id
}

/** `AGENCY[:PURPOSE]`; an agency's own code may hold colons, so only a known purpose is split off. */
export function addresseeOf(session: SignedIn, text: string): { agencyId: string; purpose: Purpose } {
  const at = text.lastIndexOf(':')
  const purpose = at === -1 ? undefined : PURPOSES.find(each => each === text.slice(at + 1))
  return { agencyId: agencyIdOf(session, purpose === undefined ? text : text.slice(0, at)), purpose: purpose ?? 'to-do' }
}

/** A calendar day or an instant; the wire has UTCDate for instants (RFC 8620 §1.4). */
export function dueOf(text: string | null): string | null {
  if (text === null || isCalendarDate(text)) return text
  const at = writtenInstant(text)
  if (at === null) throw new ProblemError('command.bad-argument', { argument: `--due ${text}` })
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z')
}
