import { vietnamDay } from '../../../shared/model/vietnam-time.ts'
import type { DocumentKind } from '../../../shared/model/document-kind.ts'
import { DOCUMENT_KINDS } from '../../../shared/model/document-kind.ts'
import { DEMO_AGENCY } from './agencies.ts'
import type { World } from './world.ts'
import type { Issuer } from './writing.ts'

const DAY_MS = 86_400_000

/** The day of the year in Vietnam, from 1. */
export function dayOfYear(atMs: number): number {
  const day = vietnamDay(atMs)
  return Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${day.slice(0, 4)}-01-01T00:00:00Z`)) / DAY_MS) + 1
}

/**
 * The next number of an issuer, growing through the year as fast as such a body writes: we see only what it sent to us,
 * so there are gaps. Call in the order of dates.
 */
export function nextNumber(world: World, issuer: Issuer, kind: DocumentKind, atMs: number): string {
  const isOwn = issuer.agencyId === DEMO_AGENCY
  const series = `${issuer.fullName}|${isOwn || DOCUMENT_KINDS[kind] === null ? '' : kind}|${vietnamDay(atMs).slice(0, 4)}`
  const wanted = Math.round(dayOfYear(atMs) * paceOf(issuer, kind))
  const number = Math.max((world.lastNumbers.get(series) ?? 0) + 1, wanted)
  world.lastNumbers.set(series, number)
  return String(number).padStart(2, '0')
}

/** Papers a day, weekends included, as seen in the mock's numbers for late November. */
function paceOf(issuer: Issuer, kind: DocumentKind): number {
  const isLetter = DOCUMENT_KINDS[kind] === null
  if (issuer.agencyId === DEMO_AGENCY) return 4.5
  return paceOfBody(issuer, isLetter, kind) * (issuer.agencyId === 'A-ubnd' || issuer.agencyId === null ? 1 : busynessOf(issuer.fullName))
}

/** One body writes more than another: from 0.7 to 1.4 times the usual. */
function busynessOf(name: string): number {
  return 0.7 + Array.from(name).reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997, 7) / 997 * 0.7
}

function paceOfBody(issuer: Issuer, isLetter: boolean, kind: DocumentKind): number {
  if (issuer.agencyId === null) return isLetter ? 21.9 : 4
  if (issuer.agencyId === 'A-ubnd') return isLetter ? 7.55 : kind === 'Quyết định' ? 8.4 : kind === 'Công điện' ? 0.35 : 0.9
  if (issuer.abbreviation === 'UBND') return isLetter ? 1.25 : kind === 'Tờ trình' ? 0.1 : 0.26
  return isLetter ? 9.4 : kind === 'Giấy mời' ? 0.17 : 0.8
}

/** Ký hiệu (NĐ 30/2020, Phụ lục I, mục II.3): a letter has the agency's abbreviation and the unit's, other kinds the kind's and the agency's. */
export function notationFor(issuer: Issuer, kind: DocumentKind, unit: string): string {
  const abbreviation = DOCUMENT_KINDS[kind]
  return abbreviation === null ? `${issuer.abbreviation}-${unit}` : `${abbreviation}-${issuer.abbreviation}`
}
