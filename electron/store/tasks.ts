import { Task } from '../../shared/model/edoc.ts'
import { type Database, pluck, sql, transact } from './database.ts'
import { instant } from './document-columns.ts'

/** The verbs that make a task wait for this officer's signature (protocol.md, `to-sign`). */
const SIGNING_VERBS: readonly string[] = ['approve', 'sign', 'dispatch']

export function isToSign(task: Pick<Task, 'state' | 'can'>): boolean {
  return task.state === 'open' && task.can.some(verb => SIGNING_VERBS.includes(verb))
}

export function putTasks(db: Database, account: string, tasks: readonly Task[]): void {
  transact(db, () => {
    const documents = new Map(sql<TaskDocument>(db, 'select id, received_at, sort_at, due_on from document where account = ? and id in (select value from json_each(?))')
      .all(account, JSON.stringify(tasks.map(task => task.documentId))).map(doc => [doc.id, doc]))
    for (const task of tasks) putTask(db, account, task, documents.get(task.documentId))
  })
}

export function removeTasks(db: Database, account: string, ids: readonly string[]): void {
  transact(db, () => { for (const id of ids) sql(db, 'delete from task where account = ? and id = ?').run(account, id) })
}

/** The task as the server last told it. */
export function getTask(db: Database, account: string, id: string): Task | null {
  return parsed(pluck<string>(db, 'select json from task where account = ? and id = ?', account, id))
}

/** This officer's task on a document; the newest where there are several. */
export function taskOfDocument(db: Database, account: string, documentId: string): Task | null {
  return parsed(pluck<string>(db, `select json from task indexed by task_by_document where account = ? and document_id = ?
    order by state <> 'open', coalesce(assigned_at, 0) desc, id desc limit 1`, account, documentId))
}

/** When this officer was last given something to do with each of these documents; those without a task are not in it. */
export function lastAssigned(db: Database, account: string, documentIds: readonly string[]): ReadonlyMap<string, number> {
  const rows = sql<{ id: string, at: number | null }>(db, `select asked.value id, max(t.assigned_at) at from json_each(:ids) asked
    cross join task t indexed by task_by_document on t.account = :account and t.document_id = asked.value group by asked.value`).all({ account, ids: JSON.stringify(documentIds) })
  return new Map(rows.flatMap(({ id, at }) => at === null ? [] : [[id, at] as const]))
}

function parsed(json: string | undefined): Task | null {
  return json === undefined ? null : Task.parse(JSON.parse(json))
}

/** What a task is listed by of its document, where it is here already. */
interface TaskDocument { readonly id: string, readonly received_at: number | null, readonly sort_at: number, readonly due_on: string | null }

function putTask(db: Database, account: string, task: Task, doc: TaskDocument | undefined): void {
  const assignedAt = instant(task.assignedAt)
  const dueOn = task.dueAt ?? doc?.due_on ?? null
  sql(db, `insert or replace into task (account, id, document_id, role, state, assigned_at, own_due_on, due_on, due_at, sort_at, seen, flagged, to_sign, rev, json)
    values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`)
    .run(account, task.id, task.documentId, task.role, task.state, assignedAt, task.dueAt, dueOn, instant(dueOn),
      doc?.received_at ?? assignedAt ?? doc?.sort_at ?? 0, Number(task.keywords.$seen ?? false), Number(task.keywords.$flagged ?? false),
      Number(isToSign(task)), task.rev, JSON.stringify(task))
}
