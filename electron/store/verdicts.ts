import { SignatureReport } from '../../shared/model/signature-report.ts'
import { type Database, LIMIT, sql, transact } from './database.ts'

/** Verdicts are evidence: what was found about these very bytes, and when. Kept in `work.db`, by the file's hash. */
export function putVerdict(db: Database, sha256: string, report: SignatureReport, at: number): void {
  transact(db, () => sql(db, 'insert or replace into verdict (sha256, verdict, judged_at, report) values (?,?,?,?)').run(sha256, report.verdict, at, JSON.stringify(report)))
}

export function getVerdict(db: Database, sha256: string): { readonly report: SignatureReport, readonly judgedAt: number } | null {
  const row = sql<{ report: string, judged_at: number }>(db, 'select report, judged_at from verdict where sha256 = ?').get(sha256)
  return row === undefined ? null : { report: SignatureReport.parse(JSON.parse(row.report)), judgedAt: row.judged_at }
}

/** Main PDFs of unread and to-sign documents that are here or wanted and have no verdict yet, newest first: the work of the judge. */
export function unjudgedMainFiles(db: Database, account: string, limit: number): readonly { readonly documentId: string, readonly sha256: string }[] {
  return sql<{ documentId: string, sha256: string }>(db, `select distinct d.id documentId, d.main_sha256 sha256 from (
      select document_id, sort_at from task indexed by task_unread where account = :account and seen = 0
      union select document_id, sort_at from task indexed by task_to_sign where account = :account and to_sign = 1) t
    cross join document d on d.account = :account and d.id = t.document_id
    where d.main_sha256 is not null and not exists (select 1 from verdict v where v.sha256 = d.main_sha256) order by t.sort_at desc ${LIMIT}`).all({ account, limit })
}

/** Main files whose verdict waits for nothing but a root that nobody trusts yet. Reads all documents: for the rare day on which the roots change. */
export function filesWithoutAnchor(db: Database, account: string): readonly { readonly documentId: string, readonly sha256: string }[] {
  return sql<{ documentId: string, sha256: string }>(db, `select d.id documentId, v.sha256 sha256 from document d cross join verdict v on v.sha256 = d.main_sha256
    where d.account = ? and v.verdict = 'indeterminate' and v.report like '%"certificate.no-anchor"%'`).all(account)
}
