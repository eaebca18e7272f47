import { type Database, LIMIT, sql, transact } from './database.ts'

/** A file whose revocation status nobody could tell when it was judged. */
export interface Recheck { readonly sha256: string; readonly documentId: string; readonly askedAt: number }

/** Notes that the file is to be judged again; `askedAt` is when somebody was last asked. */
export function putRecheck(db: Database, account: string, { sha256, documentId, askedAt }: Recheck): void {
  transact(db, () => sql(db, 'insert or replace into recheck (sha256, account, document_id, asked_at) values (?,?,?,?)').run(sha256, account, documentId, askedAt))
}

export function dropRecheck(db: Database, sha256: string): void {
  transact(db, () => sql(db, 'delete from recheck where sha256 = ?').run(sha256))
}

/** Those not asked about since `before`, the longest ago first. */
export function dueRechecks(db: Database, account: string, before: number, limit: number): readonly Recheck[] {
  return sql<{ sha256: string; documentId: string; askedAt: number }>(db, `select sha256, document_id documentId, asked_at askedAt from recheck indexed by recheck_by_time where account = :account and asked_at <= :before order by asked_at ${LIMIT}`).all({ account, before, limit })
}
