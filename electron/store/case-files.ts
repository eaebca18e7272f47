import type { CaseFile } from '../../shared/model/edoc.ts'
import { type Database, sql, transact } from './database.ts'

export function putCaseFiles(db: Database, account: string, files: readonly CaseFile[]): void {
  transact(db, () => {
    for (const file of files) sql(db, 'insert or replace into case_file (account, id, json) values (?,?,?)').run(account, file.id, JSON.stringify(file))
  })
}

export function removeCaseFiles(db: Database, account: string, ids: readonly string[]): void {
  transact(db, () => { for (const id of ids) sql(db, 'delete from case_file where account = ? and id = ?').run(account, id) })
}
