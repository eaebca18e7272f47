import { type Database, pluck, sql } from './database.ts'

/** What was made offline has a local id that is valid for ever; the server's id is written here when the create is done. */
export function addAlias(db: Database, account: string, localId: string, serverId: string): void {
  sql(db, 'insert or replace into alias (account, local_id, server_id) values (?,?,?)').run(account, localId, serverId)
}

/** The server's id where one is known, else the id as it is. Takes local and server ids. */
export function serverIdOf(db: Database, account: string, id: string): string {
  return pluck<string>(db, 'select server_id from alias where account = ? and local_id = ?', account, id) ?? id
}

/** The local id that a server's id once had here, else the id as it is. */
export function localIdOf(db: Database, account: string, id: string): string {
  return pluck<string>(db, 'select local_id from alias where account = ? and server_id = ?', account, id) ?? id
}
