import { Agency, Officer } from '../../shared/model/edoc.ts'
import { type Database, LIMIT, pluck, sql, transact } from './database.ts'
import { fold } from './fold.ts'

/** Danh bạ: agencies and officers of the province, synced from the directory account. */
export function putAgencies(db: Database, account: string, agencies: readonly Agency[]): void {
  transact(db, () => {
    for (const agency of agencies) {
      sql(db, 'insert or replace into agency (account, id, code, name, folded, is_active, json) values (?,?,?,?,?,?,?)')
        .run(account, agency.id, agency.code, agency.name, fold(`${agency.name} ${agency.shortName} ${agency.code}`), Number(agency.isActive), JSON.stringify(agency))
    }
  })
}

export function putOfficers(db: Database, account: string, officers: readonly Officer[]): void {
  transact(db, () => {
    for (const officer of officers) {
      sql(db, 'insert or replace into officer (account, id, agency_id, name, folded, is_active, json) values (?,?,?,?,?,?,?)')
        .run(account, officer.id, officer.agencyId, officer.name, fold(`${officer.name} ${officer.title ?? ''} ${officer.email ?? ''}`), Number(officer.isActive), JSON.stringify(officer))
    }
  })
}

export function removeAgencies(db: Database, account: string, ids: readonly string[]): void {
  transact(db, () => { for (const id of ids) sql(db, 'delete from agency where account = ? and id = ?').run(account, id) })
}

export function removeOfficers(db: Database, account: string, ids: readonly string[]): void {
  transact(db, () => { for (const id of ids) sql(db, 'delete from officer where account = ? and id = ?').run(account, id) })
}

export function getAgency(db: Database, account: string, id: string): Agency | null {
  const json = pluck<string>(db, 'select json from agency where account = ? and id = ?', account, id)
  return json === undefined ? null : Agency.parse(JSON.parse(json))
}

export function getOfficer(db: Database, account: string, id: string): Officer | null {
  const json = pluck<string>(db, 'select json from officer where account = ? and id = ?', account, id)
  return json === undefined ? null : Officer.parse(JSON.parse(json))
}

/** The folded text holds every word; a word that is not there is empty, and an empty text is in any. */
const MATCHES = 'instr(folded, :w0) > 0 and instr(folded, :w1) > 0 and instr(folded, :w2) > 0 and instr(folded, :w3) > 0 and instr(folded, :w4) > 0 and instr(folded, :w5) > 0'

/** Agencies whose name, short name or code holds every word of the text, with or without marks; active ones only. */
export function searchAgencies(db: Database, account: string, text: string, limit: number): readonly Agency[] {
  return sql<{ json: string }>(db, `select json from agency where account = :account and is_active = 1 and ${MATCHES} order by name ${LIMIT}`)
    .all({ account, limit, ...wordsOf(text) }).map(row => Agency.parse(JSON.parse(row.json)))
}

export interface OfficerQuestion {
  readonly text: string, readonly limit: number
  /** Of one agency only. */
  readonly agencyId?: string | null
}

/** As `searchAgencies`, for officers: by name, title and address. */
export function searchOfficers(db: Database, account: string, { text, limit, agencyId = null }: OfficerQuestion): readonly Officer[] {
  const rows = agencyId === null
    ? sql<{ json: string }>(db, `select json from officer where account = :account and is_active = 1 and ${MATCHES} order by name ${LIMIT}`).all({ account, limit, ...wordsOf(text) })
    : sql<{ json: string }>(db, `select json from officer where account = :account and agency_id = :agencyId and is_active = 1 and ${MATCHES} order by name ${LIMIT}`).all({ account, limit, agencyId, ...wordsOf(text) })
  return rows.map(row => Officer.parse(JSON.parse(row.json)))
}

/** The first six words: longer than any name. */
function wordsOf(text: string): Readonly<Record<string, string>> {
  const words = fold(text).split(/\s+/).filter(word => word !== '')
  return Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`w${index}`, words[index] ?? '']))
}
