import { LIMIT } from './database.ts'
import { BORN_ROW, DOCUMENT_ROW, JOIN_OVERLAY, TASK_ROW } from './list-columns.ts'

/**
 * The list queries: each is a window by keyset, walks one index, and takes the parameters account, sortAt, id, limit (and
 * :until where something is due). A list that asks for a patched column has a second branch for rows that only their
 * overlay brings in; that branch starts from the overlay, which is as short as the outbox.
 */
export const LISTS = ['inbox', 'unread', 'flagged', 'to-sign', 'due', 'mine', 'drafts', 'outgoing', 'to-sign-unread', 'to-sign-due', 'to-sign-mine', 'to-sign-flagged'] as const
export type ListName = (typeof LISTS)[number]

/** By the id that the cursor names: the task's, else the document's. */
const TASK_TAIL = `order by sortAt desc, taskId desc ${LIMIT}`
const DOCUMENT_TAIL = `order by sortAt desc, documentId desc ${LIMIT}`
const AFTER = '(t.sort_at, t.id) < (:sortAt, :id)'

interface TaskFilter { readonly index: string, readonly inCache: string, readonly inOverlay: string | null }

const FILTERS: Readonly<Record<'inbox' | 'unread' | 'flagged' | 'to-sign' | 'due' | 'mine', TaskFilter>> = {
  inbox: { index: 'task_inbox', inCache: '1', inOverlay: null },
  unread: { index: 'task_unread', inCache: 't.seen = 0 and coalesce(ot.seen, 0) = 0', inOverlay: 'ot.seen = 0 and t.seen = 1' },
  flagged: { index: 'task_flagged', inCache: 't.flagged = 1 and coalesce(ot.flagged, 1) = 1', inOverlay: 'ot.flagged = 1 and t.flagged = 0' },
  'to-sign': { index: 'task_to_sign', inCache: 't.to_sign = 1 and coalesce(ot.to_sign, 1) = 1', inOverlay: null },
  due: { index: 'task_due', inCache: `t.state = 'open' and t.due_at is not null and t.due_at <= :until and coalesce(ot.state, 'open') = 'open'`, inOverlay: null },
  mine: { index: 'task_lead', inCache: `t.state = 'open' and t.role = 'lead' and coalesce(ot.state, 'open') = 'open'`, inOverlay: null },
}

/** What of *Chờ ký* a view keeps; the box is short, so these are plain conditions on its index. */
const TO_SIGN_VIEWS: Readonly<Record<string, string>> = {
  'to-sign-unread': 'coalesce(ot.seen, t.seen) = 0', 'to-sign-flagged': 'coalesce(ot.flagged, t.flagged) = 1',
  'to-sign-due': 't.due_at is not null and t.due_at <= :until', 'to-sign-mine': `t.role = 'lead'`,
}

export const LIST_SQL: Readonly<Record<ListName, string>> = Object.fromEntries(LISTS.map(name => [name, sqlOf(name)])) as Record<ListName, string>

function sqlOf(name: ListName): string {
  if (name === 'drafts') return documentList('draft', 'null')
  if (name === 'outgoing') return documentList('out', `'draft'`)
  const view = TO_SIGN_VIEWS[name]
  return taskList(FILTERS[view === undefined ? name as keyof typeof FILTERS : 'to-sign'], view ?? '1')
}

function taskList(filter: TaskFilter, also: string): string {
  const cached = `select ${TASK_ROW} from task t indexed by ${filter.index}
    left join overlay_task ot on ot.account = t.account and ot.id = t.id
    cross join document d on d.account = t.account and d.id = t.document_id ${JOIN_OVERLAY}
    where t.account = :account and ${filter.inCache} and ${also} and ${AFTER}`
  if (filter.inOverlay === null) return `${cached} ${TASK_TAIL}`
  return `${cached} union all select ${TASK_ROW} from overlay_task ot
    cross join task t on t.account = ot.account and t.id = ot.id
    cross join document d on d.account = t.account and d.id = t.document_id ${JOIN_OVERLAY}
    where ot.account = :account and ${filter.inOverlay} and ${AFTER} ${TASK_TAIL}`
}

/** Documents of one direction, those that an overlay turned into it (`from`), and those that are not on the server yet. */
function documentList(direction: 'draft' | 'out', from: string): string {
  const after = '(d.sort_at, d.id) < (:sortAt, :id)'
  return `select ${DOCUMENT_ROW} from document d indexed by document_by_direction ${JOIN_OVERLAY}
    where d.account = :account and d.direction = '${direction}' and coalesce(o.direction, d.direction) = '${direction}' and ${after}
  union all select ${DOCUMENT_ROW} from overlay_document o cross join document d on d.account = o.account and d.id = o.id
    where o.account = :account and o.born = 0 and o.direction = '${direction}' and d.direction = ${from} and ${after}
  union all select ${BORN_ROW} from overlay_document o
    where o.account = :account and o.born = 1 and o.direction = '${direction}' and (o.sort_at, o.id) < (:sortAt, :id) ${DOCUMENT_TAIL}`
}
