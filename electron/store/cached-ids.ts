import type { EdocTypeName } from '../../shared/model/edoc.ts'
import { type Database, sql } from './database.ts'

const IDS: Readonly<Record<EdocTypeName, string>> = {
  OfficialDocument: 'select id from document where account = ?', Task: 'select id from task where account = ?', Action: 'select id from action where account = ?',
  Agency: 'select id from agency where account = ?', Officer: 'select id from officer where account = ?', CaseFile: 'select id from case_file where account = ?',
}

/** Every id of a type in the cache: what a full resync compares with the server's. */
export function cachedIds(db: Database, account: string, type: EdocTypeName): readonly string[] {
  return sql<{ id: string }>(db, IDS[type]).all(account).map(row => row.id)
}
