import type { DocumentKind } from '../../../shared/model/document-kind.ts'
import type { Urgency } from '../../../shared/model/words.ts'
import type { Tone } from './fields/field.ts'

/** Who issues a paper; a ministry is none of the 68 agencies and has no `agencyId`. */
export interface Issuer {
  readonly agencyId: string | null
  readonly fullName: string
  readonly spokenName: string
  readonly parentLines: readonly string[]
  readonly headLines: readonly string[]
  readonly place: string
  readonly abbreviation: string
}

/** Người ký: what stands above and below the hand, and who it is in the province's directory. */
export interface Signatory { readonly officerId: string | null; readonly fullName: string; readonly position: string; readonly capacity: string | null; readonly titles: readonly string[] }

/** All that is decided about one paper before it is set on a page. */
export interface Writing {
  readonly issuer: Issuer
  readonly signatory: Signatory
  readonly kind: DocumentKind
  /** Null while it is a draft: the paper then has gaps. */
  readonly number: string | null
  readonly notation: string
  /** As the trích yếu on the paper, in lower case: "đẩy mạnh cải cách…". */
  readonly matter: string
  readonly tone: Tone
  readonly issuedAt: number
  readonly dueAt: number | null
  readonly urgency: Urgency
  readonly to: readonly string[]
  readonly points: readonly string[]
  readonly reference: string
  readonly keptBy: string
}

/** 1 July 2025 in Vietnam: since then there are two tiers of local government, and a new law on them. */
export const TWO_TIERS_AT = Date.UTC(2025, 5, 30, 17)

/** The subject as registers and lists show it. */
export function subjectOf({ kind, matter }: Pick<Writing, 'kind' | 'matter'>): string {
  if (kind === 'Công văn') return `Về việc ${matter}`
  if (kind === 'Công điện' || kind === 'Chỉ thị') return `${kind} về ${matter}`
  if (kind === 'Quyết định' && !/^(ban hành|phê duyệt|công bố|công nhận|quy định|giao|tặng)/.test(matter)) return `Quyết định về việc ${matter}`
  return `${kind} ${matter}`
}

/** "23/11/2026" in Vietnam. */
export function dayInWords(atMs: number): string {
  const [year, month, day] = new Date(atMs + 7 * 3_600_000).toISOString().slice(0, 10).split('-')
  return `${day}/${month}/${year}`
}
