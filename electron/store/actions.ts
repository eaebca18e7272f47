import { Action } from '../../shared/model/edoc.ts'
import { type Database, sql, transact } from './database.ts'
import { instant } from './document-columns.ts'

export function putActions(db: Database, account: string, actions: readonly Action[]): void {
  transact(db, () => {
    for (const action of actions) {
      sql(db, 'insert or replace into action (account, id, document_id, at, client_ref, json) values (?,?,?,?,?,?)')
        .run(account, action.id, action.documentId, instant(action.at), action.clientRef, JSON.stringify(action))
    }
  })
}

export function removeActions(db: Database, account: string, ids: readonly string[]): void {
  transact(db, () => { for (const id of ids) sql(db, 'delete from action where account = ? and id = ?').run(account, id) })
}

/** The moves of a document, oldest first. */
export function listActions(db: Database, account: string, documentId: string): readonly Action[] {
  return sql<{ json: string }>(db, 'select json from action indexed by action_by_document where account = ? and document_id = ? order by at, id')
    .all(account, documentId).map(row => Action.parse(JSON.parse(row.json)))
}
