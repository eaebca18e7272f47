import { OfficialDocument } from '../../shared/model/edoc.ts'
import { type Database, pluck, sql, transact } from './database.ts'
import { documentColumns } from './document-columns.ts'
import { indexDocuments, type Indexed, unindexDocument } from './search-index.ts'

const ROWS_PER_MS = 1024 // sort_at (41 bits) · 1024 stays below 2^53

/** Writes a page of documents, then all their full-text rows (interleaved costs 1.8 times the CPU). */
export function putDocuments(db: Database, account: string, documents: readonly OfficialDocument[]): void {
  transact(db, () => {
    const indexed: Indexed[] = []
    for (const doc of documents) {
      const row = putDocument(db, account, doc)
      if (row !== null) indexed.push({ row, doc })
    }
    indexDocuments(db, indexed)
  })
}

export function removeDocuments(db: Database, account: string, ids: readonly string[]): void {
  transact(db, () => {
    for (const id of ids) {
      const row = rowOf(db, account, id)
      if (row === undefined) continue
      unindexDocument(db, row)
      sql(db, 'delete from document where row = ?').run(row)
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

/** The server's id of the object that was made with this clientRef, when it is in the cache. */
export function documentIdByClientRef(db: Database, account: string, clientRef: string): string | undefined {
  return pluck<string>(db, 'select id from document where account = ? and client_ref = ?', account, clientRef)
}

function rowOf(db: Database, account: string, id: string): number | undefined {
  return pluck<number>(db, 'select row from document where account = ? and id = ?', account, id)
}

/** Answers the row when its text has to be indexed anew. */
function putDocument(db: Database, account: string, doc: OfficialDocument): number | null {
  const columns = documentColumns(doc)
  const json = JSON.stringify(doc)
  const old = sql<{ row: number, json: string }>(db, 'select row, json from document where account = ? and id = ?').get(account, doc.id)
  if (old?.json === json) return null
  if (old !== undefined) {
    unindexDocument(db, old.row)
    sql(db, 'delete from document where row = ?').run(old.row)
  }
  const row = freeRow(db, columns.sortAt)
  sql(db, `insert into document (row, account, id, direction, kind, number, notation, subject, summary, issuer_id, issuer_name, issued_on,
    received_at, sort_at, due_on, due_at, urgency, state, attachment_count, addressee_count, main_sha256, client_ref, rev, json)
    values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`)
    .run(row, account, doc.id, doc.direction, doc.kind, doc.number, doc.notation, doc.subject, doc.summary, doc.issuerId, doc.issuerName, doc.issuedAt,
      columns.receivedAt, columns.sortAt, doc.dueAt, columns.dueAt, doc.urgency, doc.state, columns.attachmentCount, columns.addresseeCount,
      columns.mainSha256, doc.clientRef, doc.rev, json)
  sortTasksWith(db, account, doc, columns.receivedAt, columns.sortAt, columns.dueAt)
  return row
}

/** Row ids run by time; documents of the same millisecond count up, and a full millisecond borrows from the next. */
function freeRow(db: Database, sortAt: number): number {
  for (let base = sortAt * ROWS_PER_MS; ; base += ROWS_PER_MS) {
    const last = pluck<number | null>(db, 'select max(row) from document where row >= ? and row < ?', base, base + ROWS_PER_MS)
    if (last === undefined || last === null) return base
    if (last + 1 < base + ROWS_PER_MS) return last + 1
  }
}

/** Tasks are listed by their document's arrival, and are due with it when they have no day of their own. */
function sortTasksWith(db: Database, account: string, doc: OfficialDocument, receivedAt: number | null, sortAt: number, dueAt: number | null): void {
  sql(db, `update task indexed by task_by_document set sort_at = coalesce(:receivedAt, assigned_at, :sortAt), due_on = coalesce(own_due_on, :dueOn), due_at = iif(own_due_on is null, :dueAt, due_at)
    where account = :account and document_id = :id and (sort_at <> coalesce(:receivedAt, assigned_at, :sortAt) or (own_due_on is null and due_on is not :dueOn))`)
    .run({ receivedAt, sortAt, dueOn: doc.dueAt, dueAt, account, id: doc.id })
}
