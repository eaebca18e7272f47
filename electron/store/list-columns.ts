import type { Verdict } from '../../shared/model/signature-report.ts'
import type { Direction } from '../../shared/model/words.ts'

/** One row of a list, as the window's contract wants it; the overlay has already been laid over the cache. */
export interface ListRow {
  readonly documentId: string, readonly taskId: string | null, readonly direction: Direction, readonly kind: string
  readonly number: string | null, readonly notation: string | null, readonly subject: string
  readonly issuerId: string | null, readonly issuerName: string | null, readonly issuedAt: string | null, readonly receivedAt: number | null
  readonly sortAt: number, readonly dueAt: string | null, readonly urgency: string, readonly state: string
  readonly taskRole: string | null, readonly taskState: string | null, readonly unread: boolean, readonly flagged: boolean
  readonly attachmentCount: number, readonly addresseeCount: number, readonly verdict: Verdict | null, readonly pendingVerb: string | null
}

/** As the columns below come out of SQLite, which has no booleans. */
export type RawRow = Omit<ListRow, 'unread' | 'flagged'> & { readonly unread: number, readonly flagged: number }

/** Turned in place: the row is SQLite's own fresh object, and copying two hundred costs as much as reading them. */
export function listRow(raw: RawRow): ListRow {
  return Object.assign(raw as Omit<RawRow, 'unread' | 'flagged'>, { unread: raw.unread === 1, flagged: raw.flagged === 1 })
}

/** A document `d` of the cache under its overlay `o`. */
const DOCUMENT = `d.id documentId, coalesce(o.direction, d.direction) direction, coalesce(o.kind, d.kind) kind, d.number, d.notation,
  coalesce(o.subject, d.subject) subject, d.issuer_id issuerId, d.issuer_name issuerName, d.issued_on issuedAt, d.received_at receivedAt,
  coalesce(o.urgency, d.urgency) urgency, coalesce(o.state, d.state) state,
  coalesce(o.attachment_count, d.attachment_count) attachmentCount, coalesce(o.addressee_count, d.addressee_count) addresseeCount,
  (select v.verdict from verdict v where v.sha256 = coalesce(o.main_sha256, d.main_sha256)) verdict, o.pending_verb pendingVerb`

export const JOIN_OVERLAY = 'left join overlay_document o on o.account = d.account and o.id = d.id'

/** A task `t` under its overlay `ot`, with its document. */
export const TASK_ROW = `${DOCUMENT}, t.id taskId, t.sort_at sortAt, coalesce(o.due_on, t.due_on) dueAt,
  t.role taskRole, coalesce(ot.state, t.state) taskState, not coalesce(ot.seen, t.seen) unread, coalesce(ot.flagged, t.flagged) flagged`

/** A document by itself: draft or outgoing. */
export const DOCUMENT_ROW = `${DOCUMENT}, null taskId, d.sort_at sortAt, coalesce(o.due_on, d.due_on) dueAt, null taskRole, null taskState, 0 unread, 0 flagged`

/** A document `o` that the province does not know yet. Same columns in the same order as `DOCUMENT_ROW`. */
export const BORN_ROW = `o.id documentId, o.direction direction, o.kind kind, null number, null notation, o.subject subject,
  null issuerId, null issuerName, null issuedAt, null receivedAt, o.urgency urgency, o.state state, o.attachment_count attachmentCount, o.addressee_count addresseeCount,
  (select v.verdict from verdict v where v.sha256 = o.main_sha256) verdict, o.pending_verb pendingVerb,
  null taskId, o.sort_at sortAt, o.due_on dueAt, null taskRole, null taskState, 0 unread, 0 flagged`
