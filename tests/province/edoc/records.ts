import { Action, OfficialDocument, Task } from '../../../shared/model/edoc.ts'
import { agencyAccount, personalAccount } from '../caller.ts'
import { noteBlobUse } from '../store/blobs.ts'
import { grant, putObject, readObject, revoke, viewers } from '../store/objects.ts'
import { type Moment, sql, type Store } from '../store/open-store.ts'

/** Documents, tasks and actions in the store, and who sees them. */

export interface Owner { readonly agencyId: string, readonly sourceId: string | null }

/** An id that the province gives out: unique for the life of the database, sorting by the order of making. */
export function nextId(store: Store, letter: string): string {
  const count = sql(store, "insert into meta values ('counter', 1) on conflict do update set value = value + 1 returning value").pluck().get() as number
  return `x${letter}${count.toString(36).padStart(7, '0')}`
}

export function readDocument(store: Store, id: string): OfficialDocument | null {
  const value = readObject(store, 'OfficialDocument', id)
  return value === null ? null : OfficialDocument.parse(value)
}

export function ownerOf(store: Store, documentId: string): Owner {
  const row = sql(store, 'select agency as agencyId, source as sourceId from document where id = ?').get(documentId)
  return row as Owner
}

export function tasksOf(store: Store, documentId: string): Task[] {
  const ids = sql(store, 'select id from task where document = ?').pluck().all(documentId) as string[]
  return ids.flatMap(id => readObject(store, 'Task', id) ?? []).map(value => Task.parse(value))
}

export function putDocument(store: Store, doc: OfficialDocument, owner: Owner): void {
  sql(store, 'insert or ignore into document values (?, ?, ?)').run(doc.id, owner.agencyId, owner.sourceId)
  noteBlobUse(store, 'OfficialDocument', doc.id, doc.attachments.map(({ blobId }) => blobId))
  putObject(store, 'OfficialDocument', doc.id, doc)
}

export function putTask({ store, now }: Moment, task: Task): void {
  sql(store, 'insert or ignore into task values (?, ?, ?)').run(task.documentId, task.officerId, task.id)
  putObject(store, 'Task', task.id, task)
  if (task.state === 'cancelled') revoke({ store, now }, personalAccount(task.officerId), 'Task', task.id)
  else grant(store, personalAccount(task.officerId), 'Task', task.id)
}

export function putAction(store: Store, action: Action): void {
  if (action.documentId !== null) sql(store, 'insert into action values (?, ?)').run(action.documentId, action.id)
  noteBlobUse(store, 'Action', action.id, action.attachments.map(({ blobId }) => blobId))
  putObject(store, 'Action', action.id, action)
}

/**
 * Brings the accounts that see a document, and its audit trail with it, in line with who has business there: its
 * agency's clerks and leaders, its author, and whoever holds a task.
 */
export function refreshAccess(moment: Moment, doc: OfficialDocument, owner: Owner, tasks: readonly Task[]): void {
  const { store } = moment
  const wanted = new Set([agencyAccount(owner.agencyId), ...tasks.filter(({ state }) => state !== 'cancelled').map(task => personalAccount(task.officerId))])
  if (doc.authorId !== null) wanted.add(personalAccount(doc.authorId))
  const actions = sql(store, 'select id from action where document = ?').pluck().all(doc.id) as string[]
  for (const account of wanted) {
    grant(store, account, 'OfficialDocument', doc.id)
    for (const action of actions) grant(store, account, 'Action', action)
  }
  for (const account of viewers(store, 'OfficialDocument', doc.id)) {
    if (wanted.has(account)) continue
    revoke(moment, account, 'OfficialDocument', doc.id)
    for (const action of actions) revoke(moment, account, 'Action', action)
  }
}

/** A UTCDate (RFC 8620 §1.4), to the second. */
export function utcDate(now: number): string {
  return `${new Date(now).toISOString().slice(0, 19)}Z`
}
