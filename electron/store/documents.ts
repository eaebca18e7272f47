import { OfficialDocument } from '../../shared/model/edoc.ts'
import { type Database, pluck, sql, transact } from './database.ts'
import { documentColumns } from './document-columns.ts'
import { indexDocuments, type Indexed, unindexDocument } from './search-index.ts'

const ROWS_PER_MS = 1024 // sort_at (41 bits) · 1024 stays below 2^53

/**
 * Writes a page of documents, then all their full-text rows (interleaved costs 1.8 times the CPU), then the order of
 * their tasks. What is there already is asked for once a page.
 */
export function putDocuments(db: Database, account: string, documents: readonly OfficialDocument[]): void {
  transact(db, () => {
    const known = new Map(sql<Known>(db, 'select id, row, json from document where account = ? and id in (select value from json_each(?))')
      .all(account, JSON.stringify(documents.map(doc => doc.id))).map(old => [old.id, old]))
    const indexed = new Map<string, Indexed>()
    for (const doc of documents) {
      const json = JSON.stringify(doc)
      const old = known.get(doc.id)
      if (old?.json === json) continue
      if (old !== undefined) removeRow(db, old.row)
      const row = insertDocument(db, account, doc, json)
      known.set(doc.id, { id: doc.id, row, json })
      indexed.set(doc.id, { row, doc })
    }
    indexDocuments(db, [...indexed.values()])
    sortTasksOf(db, account, [...indexed.keys()])
  })
}

export function removeDocuments(db: Database, account: string, ids: readonly string[]): void {
  transact(db, () => {
    for (const id of ids) {
      const row = rowOf(db, account, id)
      if (row !== undefined) removeRow(db, row)
    }
  })
}

/** The document as the server last told it, by its server id; without what waits in the outbox (see `sight.ts`). */
export function getDocument(db: Database, account: string, id: string): OfficialDocument | null {
  const json = pluck<string>(db, 'select json from document where account = ? and id = ?', account, id)
  return json === undefined ? null : OfficialDocument.parse(JSON.parse(json))
}

export function hasDocument(db: Database, account: string, id: string): boolean {
  return rowOf(db, account, id) !== undefined
}

/** Those of the ids that are not in the cache, asked for together. */
export function missingDocuments(db: Database, account: string, ids: readonly string[]): readonly string[] {
  return sql<{ id: string }>(db, 'select value id from json_each(:ids) asked where not exists (select 1 from document d where d.account = :account and d.id = asked.value)')
    .all({ account, ids: JSON.stringify(ids) }).map(row => row.id)
}

function rowOf(db: Database, account: string, id: string): number | undefined {
  return pluck<number>(db, 'select row from document where account = ? and id = ?', account, id)
}

interface Known { readonly id: string, readonly row: number, readonly json: string }

function removeRow(db: Database, row: number): void {
  unindexDocument(db, row)
  sql(db, 'delete from document where row = ?').run(row)
}

/** Answers the row it got: the first of its millisecond, or the next that is free. */
function insertDocument(db: Database, account: string, doc: OfficialDocument, json: string): number {
  const columns = documentColumns(doc)
  const values = [account, doc.id, doc.direction, doc.kind, doc.number, doc.notation, doc.subject, doc.summary, doc.issuerId, doc.issuerName, doc.issuedAt,
    columns.receivedAt, columns.sortAt, doc.dueAt, columns.dueAt, doc.urgency, doc.state, columns.attachmentCount, columns.addresseeCount,
    columns.mainSha256, doc.clientRef, doc.rev, json]
  const first = columns.sortAt * ROWS_PER_MS
  if (sql(db, INSERT).run(first, ...values) === 1) return first
  const row = freeRow(db, columns.sortAt)
  sql(db, INSERT).run(row, ...values)
  return row
}

const INSERT = `insert into document (row, account, id, direction, kind, number, notation, subject, summary, issuer_id, issuer_name, issued_on,
    received_at, sort_at, due_on, due_at, urgency, state, attachment_count, addressee_count, main_sha256, client_ref, rev, json)
    values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) on conflict (row) do nothing`

/** Row ids run by time; documents of the same millisecond count up, and a full millisecond borrows from the next. */
function freeRow(db: Database, sortAt: number): number {
  for (let base = sortAt * ROWS_PER_MS; ; base += ROWS_PER_MS) {
    const last = pluck<number | null>(db, 'select max(row) from document where row >= ? and row < ?', base, base + ROWS_PER_MS)
    if (last === undefined || last === null) return base
    if (last + 1 < base + ROWS_PER_MS) return last + 1
  }
}

interface TaskOrder { readonly id: string, readonly sort_at: number, readonly due_on: string | null, readonly due_at: number | null }

/** Tasks of these documents whose order or due day is no longer their document's; exported for the test of its plan. */
export const TASKS_TO_SORT = `select t.id, coalesce(d.received_at, t.assigned_at, d.sort_at) sort_at, coalesce(t.own_due_on, d.due_on) due_on, iif(t.own_due_on is null, d.due_at, t.due_at) due_at
  from json_each(:ids) asked cross join document d on d.account = :account and d.id = asked.value cross join task t indexed by task_by_document on t.account = d.account and t.document_id = d.id
  where t.sort_at <> coalesce(d.received_at, t.assigned_at, d.sort_at) or (t.own_due_on is null and t.due_on is not d.due_on)`

/** Tasks are listed by their document's arrival, and are due with it when they have no day of their own. */
function sortTasksOf(db: Database, account: string, ids: readonly string[]): void {
  for (const { id, sort_at, due_on, due_at } of sql<TaskOrder>(db, TASKS_TO_SORT).all({ account, ids: JSON.stringify(ids) })) {
    sql(db, 'update task set sort_at = ?, due_on = ?, due_at = ? where account = ? and id = ?').run(sort_at, due_on, due_at, account, id)
  }
}
