import { z } from 'zod'
import { type Database, pluck, sql } from './database.ts'

/** How far each type of each account is synchronised. Written in the same transaction as the objects it speaks of. */
export function getSyncState(db: Database, account: string, type: string): string | null {
  return pluck<string>(db, 'select state from sync_state where account = ? and type = ?', account, type) ?? null
}

export interface SyncedTo { readonly account: string, readonly type: string, readonly state: string, readonly at: number }

export function setSyncState(db: Database, { account, type, state, at }: SyncedTo): void {
  sql(db, 'insert or replace into sync_state (account, type, state, synced_at) values (?,?,?,?)').run(account, type, state, at)
}

export function dropSyncState(db: Database, account: string, type: string): void {
  sql(db, 'delete from sync_state where account = ? and type = ?').run(account, type)
  dropFill(db, account, type)
}

/** When anything was last heard from the province, or null. */
export function lastSyncAt(db: Database): number | null {
  return pluck<number | null>(db, 'select max(synced_at) from sync_state') ?? null
}

/**
 * A first sync in progress: the ids still to be fetched, newest first, in pages. It outlives a crash, so that ten
 * thousand documents are not asked for twice. `fresh`: the type was empty when it began, so what is here is new.
 */
export interface FillPage { readonly page: number, readonly isFresh: boolean, readonly ids: readonly string[] }

export interface FillStart { readonly account: string, readonly type: string, readonly ids: readonly string[], readonly pageSize: number, readonly isFresh: boolean }

export function startFill(db: Database, { account, type, ids, pageSize, isFresh }: FillStart): void {
  dropFill(db, account, type)
  for (let page = 0; page * pageSize < ids.length; page++) {
    sql(db, 'insert into fill (account, type, page, fresh, ids) values (?,?,?,?,?)')
      .run(account, type, page, Number(isFresh), JSON.stringify(ids.slice(page * pageSize, (page + 1) * pageSize)))
  }
}

const Ids = z.array(z.string())

/** The first page that is missing behind `after`; -1 from the beginning. */
export function nextFillPage(db: Database, account: string, type: string, after: number): FillPage | null {
  const row = sql<{ page: number, fresh: number, ids: string }>(db, 'select page, fresh, ids from fill where account = ? and type = ? and page > ? order by page limit 1').get(account, type, after)
  return row === undefined ? null : { page: row.page, isFresh: row.fresh === 1, ids: Ids.parse(JSON.parse(row.ids)) }
}

export function endFillPage(db: Database, account: string, type: string, page: number): void {
  sql(db, 'delete from fill where account = ? and type = ? and page = ?').run(account, type, page)
}

/** How many pages are left, over all types: what a progress bar counts down. */
export function fillPagesLeft(db: Database, account: string): number {
  return pluck<number>(db, 'select count(*) from fill where account = ?', account) ?? 0
}

function dropFill(db: Database, account: string, type: string): void {
  sql(db, 'delete from fill where account = ? and type = ?').run(account, type)
}
