import type { Agency, OfficialDocument } from '../../../shared/model/edoc.ts'
import { DOCUMENT_KINDS, isDocumentKind } from '../../../shared/model/document-kind.ts'
import { vietnamDay } from '../../../shared/model/vietnam-time.ts'
import { type Moment, sql, type Store } from '../store/open-store.ts'

export type Book = 'out' | 'in'
export interface RegisterEntry { readonly agencyId: string, readonly year: number, readonly book: Book, readonly number: number, readonly documentId: string }

/**
 * Takes the next number of an agency's year: one series from 01 on 1 January in Vietnam (NĐ 30/2020, Điều 15.1). The
 * primary key refuses a number twice; the row is written in the transaction of the move, so no number is lost either.
 */
export function takeNumber({ store, now }: Moment, agencyId: string, book: Book, documentId: string): number {
  const year = Number(vietnamDay(now).slice(0, 4))
  const last = sql(store, 'select max(number) from register where agency = ? and year = ? and book = ?').pluck().get(agencyId, year, book) as number | null
  const number = (last ?? 0) + 1
  sql(store, 'insert into register values (?, ?, ?, ?, ?)').run(agencyId, year, book, number, documentId)
  return number
}

/** Notes a number that was given before the province knew the document (its seed). */
export function noteNumber(store: Store, entry: RegisterEntry): void {
  sql(store, 'insert or ignore into register values (@agencyId, @year, @book, @number, @documentId)').run(entry)
}

/** Numbers below ten are written with a nought before them (NĐ 30/2020, Phụ lục I). */
export function writtenNumber(number: number): string {
  return String(number).padStart(2, '0')
}

/** Ký hiệu: the kind's abbreviation and the agency's; công văn has the agency's alone (NĐ 30/2020, Phụ lục I, II.3). */
export function notationOf(doc: OfficialDocument, agency: Agency): string {
  const own = agency.shortName === '' ? agency.code : agency.shortName
  const abbreviation = isDocumentKind(doc.kind) ? DOCUMENT_KINDS[doc.kind] : null
  return abbreviation === null ? own : `${abbreviation}-${own}`
}
