import type { OfficialDocument } from '../../shared/model/edoc.ts'
import { type Database, sql } from './database.ts'
import { fold } from './fold.ts'

export interface Indexed { readonly row: number, readonly doc: OfficialDocument }

/** Full-text rows of documents. `exact` keeps the marks of number and notation: HĐ (hợp đồng) is not HD (hướng dẫn). */
export function indexDocuments(db: Database, documents: readonly Indexed[]): void {
  const insert = sql(db, 'insert into document_text (rowid, code, subject, summary, issuer, exact) values (?,?,?,?,?,?)')
  // FTS5 flushes its whole pending index at each row id below the last one, and pages come newest first.
  for (const { row, doc } of documents.toSorted((a, b) => a.row - b.row)) {
    const code = codeOf(doc)
    insert.run(row, fold(code), fold(doc.subject), fold(doc.summary ?? ''), fold(doc.issuerName ?? ''), code)
  }
}

export function unindexDocument(db: Database, row: number): void {
  sql(db, 'delete from document_text where rowid = ?').run(row)
}

/** `1234/QĐ-UBND`: number and notation as they are written together. */
export function codeOf(doc: Pick<OfficialDocument, 'number' | 'notation'>): string {
  return [doc.number, doc.notation].filter(part => part !== null && part !== '').join('/').normalize('NFC')
}
