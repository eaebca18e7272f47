import { ProblemError } from '../../shared/problem.ts'
import { type Database, pluck, sql } from './database.ts'
import { type ListRow, listRow, type RawRow } from './list-columns.ts'
import { LIST_SQL, type ListName } from './list-sql.ts'

export type BoxName = 'inbox' | 'to-sign' | 'drafts' | 'outgoing'
export type ViewName = 'all' | 'unread' | 'due' | 'mine' | 'flagged'
export interface ListQuestion {
  readonly box: BoxName, readonly view?: ViewName
  /** `next` of the window before; null from the top. */
  readonly after?: string | null
  /** 0 is all. */
  readonly limit: number
  /** Now, in milliseconds: what is due is due by the clock. */
  readonly now: number
}
export interface ListWindow { readonly rows: readonly ListRow[], readonly next: string | null }

/** Due within three days counts as due (ui.md). */
const DUE_SOON_MS = 3 * 86_400_000

/** A window of a box, newest first, optimistic changes included. `next` is null at the end. */
export function listBox(db: Database, account: string, question: ListQuestion): ListWindow {
  const cursor = parseCursor(question.after ?? null)
  const rows = sql<RawRow>(db, LIST_SQL[listFor(question.box, question.view ?? 'all')])
    .all({ account, sortAt: cursor.sortAt, id: cursor.id, limit: question.limit === 0 ? -1 : question.limit, until: question.now + DUE_SOON_MS })
  const last = rows.at(-1)
  const next = question.limit === 0 || rows.length < question.limit || last === undefined ? null : `${last.sortAt}:${last.taskId ?? last.documentId}`
  return { rows: rows.map(listRow), next }
}

export interface BoxCounts {
  readonly inboxUnread: number, readonly inboxDue: number, readonly inboxMine: number, readonly toSign: number
  readonly drafts: number, readonly outboxWaiting: number, readonly outboxParked: number
}

/** The figures of the rail; each is counted on its own partial index. */
export function countBoxes(db: Database, account: string, now: number): BoxCounts {
  const until = now + DUE_SOON_MS
  const count = (text: string): number => pluck<number>(db, text, { account, until }) ?? 0
  return {
    inboxUnread: count(`select (select count(*) from task t indexed by task_unread where t.account = :account and t.seen = 0)
      - (select count(*) from overlay_task o cross join task t on t.account = o.account and t.id = o.id where o.account = :account and o.seen = 1 and t.seen = 0)
      + (select count(*) from overlay_task o cross join task t on t.account = o.account and t.id = o.id where o.account = :account and o.seen = 0 and t.seen = 1)`),
    inboxDue: count(`select count(*) from task t indexed by task_due left join overlay_task o on o.account = t.account and o.id = t.id
      where t.account = :account and t.state = 'open' and t.due_at is not null and t.due_at <= :until and coalesce(o.state, 'open') = 'open'`),
    inboxMine: count(`select count(*) from task t indexed by task_lead left join overlay_task o on o.account = t.account and o.id = t.id
      where t.account = :account and t.state = 'open' and t.role = 'lead' and coalesce(o.state, 'open') = 'open'`),
    toSign: count(`select count(*) from task t indexed by task_to_sign left join overlay_task o on o.account = t.account and o.id = t.id
      where t.account = :account and t.to_sign = 1 and coalesce(o.to_sign, 1) = 1`),
    drafts: count(`select (select count(*) from document d indexed by document_by_direction left join overlay_document o on o.account = d.account and o.id = d.id
        where d.account = :account and d.direction = 'draft' and coalesce(o.direction, 'draft') = 'draft')
      + (select count(*) from overlay_document o where o.account = :account and o.born = 1 and o.direction = 'draft')`),
    outboxWaiting: count(`select count(*) from outbox where state in ('waiting', 'sending') and account = :account`),
    outboxParked: count(`select count(*) from outbox where state = 'parked' and account = :account`),
  }
}

function listFor(box: BoxName, view: ViewName): ListName {
  if (box === 'drafts' || box === 'outgoing') return box
  if (box === 'inbox') return view === 'all' ? 'inbox' : view
  return view === 'all' ? 'to-sign' : `to-sign-${view}`
}

/** `sortAt:id`. It comes back from the window, so it is read like everything from outside. */
function parseCursor(after: string | null): { readonly sortAt: number, readonly id: string } {
  if (after === null) return { sortAt: Number.MAX_SAFE_INTEGER, id: '' }
  const [, sortAt, id] = /^(\d{1,16}):(.+)$/s.exec(after) ?? []
  if (sortAt === undefined || id === undefined) throw new ProblemError('request.malformed', { at: 'after' })
  return { sortAt: Number(sortAt), id }
}
