/** From what differs to what it means, by the rules of certification and locks (ISO 32000-2 §12.8.2.2, §12.8.2.4). Pure. */
import type { LaterChange, ReasonCode } from '../../shared/model/signature-report.ts'
import type { Finding } from './change-walk.ts'

export interface Changes {
  readonly kind: 'none' | 'allowed' | 'suspicious' | 'unknown'
  readonly reasons: readonly ReasonCode[]
  readonly list: readonly LaterChange[]
}

export interface ChangeFacts {
  readonly findings: readonly Finding[]
  /** The strictest level that certification and locks ask for; null where none does. */
  readonly level: number | null
  readonly isLocked: (field: string) => boolean
}

/** How many a report names; suspicious ones first. */
const MOST_NAMED = 100
const ORDER = ['suspicious', 'unknown', 'allowed'] as const

export function decideChanges({ findings, level, isLocked }: ChangeFacts): Changes {
  const list = findings.map((finding): LaterChange => ({ ...finding, judged: judge(finding, level, isLocked) }))
  const kind = ORDER.find(one => list.some(({ judged }) => judged === one)) ?? 'allowed'
  const isForbidden = list.some(({ rule, judged }) => judged === 'suspicious' && !NEVER.has(rule) && (level !== null || LOCKABLE.has(rule)))
  const reasons: ReasonCode[] = []
  if (kind === 'suspicious') reasons.push('changes.suspicious')
  if (isForbidden) reasons.push('changes.forbidden-by-certification')
  if (kind === 'unknown') reasons.push('changes.unknown')
  if (kind !== 'suspicious' && list.some(({ rule }) => rule === 'form-value')) reasons.push('changes.form-values')
  const named = ORDER.flatMap(one => list.filter(({ judged }) => judged === one)).slice(0, MOST_NAMED)
  return { kind, reasons, list: named }
}

type Rule = Finding['rule']
/** What no level allows. */
const NEVER: ReadonlySet<Rule> = new Set<Rule>(['content', 'form-look', 'signature-odd'])
/** What no level forbids: level 1 leaves room for evidence and document timestamps (Table 257). */
const ALWAYS: ReadonlySet<Rule> = new Set<Rule>(['evidence', 'metadata', 'timestamp-added'])
const COMMENTS: ReadonlySet<Rule> = new Set<Rule>(['comment', 'comment-drawn', 'comment-look'])
const UNCLEAR: ReadonlySet<Rule> = new Set<Rule>(['comment-look', 'form-look-added', 'structure'])
const LOCKABLE: ReadonlySet<Rule> = new Set<Rule>(['form-value', 'form-look-added', 'signature-filled'])

function judge({ rule, field }: Finding, level: number | null, isLocked: ChangeFacts['isLocked']): LaterChange['judged'] {
  if (ALWAYS.has(rule)) return 'allowed'
  if (NEVER.has(rule) || level === 1) return 'suspicious'
  if (LOCKABLE.has(rule) && field !== null && isLocked(field)) return 'suspicious'
  if (COMMENTS.has(rule) && level !== 3) return 'suspicious'
  // A certified document has the fields that its author wanted; another one in sight is the "sneaky signature" attack.
  if (rule === 'signature-shown' && level !== null) return 'suspicious'
  return UNCLEAR.has(rule) ? 'unknown' : 'allowed'
}
