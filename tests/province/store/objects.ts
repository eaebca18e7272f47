import { type Moment, sql, type Store } from './open-store.ts'

export type Json = Record<string, unknown>
export interface ViewRow { readonly id: string, readonly modseq: number, readonly first_born: number, readonly born: number, readonly dead: number | null }

/** Makes an object or changes it, and moves the state of every account that sees it. */
export function putObject(store: Store, type: string, id: string, value: Json): void {
  const rev = typeof value['rev'] === 'number' ? value['rev'] : 0
  sql(store, 'insert into object values (?, ?, ?, ?) on conflict do update set rev = excluded.rev, json = excluded.json').run(type, id, rev, JSON.stringify(value))
  for (const account of viewers(store, type, id)) {
    sql(store, 'update view set modseq = ? where account = ? and type = ? and id = ?').run(nextModseq(store, account), account, type, id)
    touch(store, account, type)
  }
}

/** Ends an object for everyone; the tombstones stay. */
export function destroyObject(store: Store, type: string, id: string, now: number): void {
  for (const account of viewers(store, type, id)) revoke({ store, now }, account, type, id)
  sql(store, 'delete from object where type = ? and id = ?').run(type, id)
}

export function readObject(store: Store, type: string, id: string): Json | null {
  const json = sql(store, 'select json from object where type = ? and id = ?').pluck().get(type, id)
  return typeof json === 'string' ? JSON.parse(json) as Json : null
}

/** Lets an account see an object. */
export function grant(store: Store, account: string, type: string, id: string): void {
  if (isVisible(store, account, type, id)) return
  const modseq = nextModseq(store, account)
  sql(store, `insert into view values (@account, @type, @id, @modseq, @modseq, @modseq, null, null)
    on conflict do update set modseq = @modseq, born = @modseq, dead = null, died_at = null`).run({ account, type, id, modseq })
  touch(store, account, type)
}

/** Takes an object out of an account's sight: a tombstone, like a destruction. */
export function revoke({ store, now }: Moment, account: string, type: string, id: string): void {
  if (!isVisible(store, account, type, id)) return
  const modseq = nextModseq(store, account)
  sql(store, 'update view set modseq = @modseq, dead = @modseq, died_at = @now where account = @account and type = @type and id = @id')
    .run({ account, type, id, modseq, now })
  touch(store, account, type)
}

export function isVisible(store: Store, account: string, type: string, id: string): boolean {
  return sql(store, 'select 1 from view where account = ? and type = ? and id = ? and dead is null').get(account, type, id) !== undefined
}

/** The accounts that see an object now. */
export function viewers(store: Store, type: string, id: string): string[] {
  return sql(store, 'select account from view where type = ? and id = ? and dead is null').pluck().all(type, id) as string[]
}

/** Every object of a type that an account sees, or those of the wanted ids. */
export function listObjects(store: Store, account: string, type: string): Json[] {
  const rows = sql(store, `select o.json from view v join object o on o.type = v.type and o.id = v.id
    where v.account = ? and v.type = ? and v.dead is null`).pluck().all(account, type) as string[]
  return rows.map(json => JSON.parse(json) as Json)
}

export function countObjects(store: Store, account: string, type: string): number {
  return sql(store, 'select count(*) from view where account = ? and type = ? and dead is null').pluck().get(account, type) as number
}

/** View rows that moved after a modseq, oldest change first. */
export function changedSince(store: Store, { account, type }: { readonly account: string, readonly type: string }, since: number, most: number): ViewRow[] {
  return sql(store, 'select id, modseq, first_born, born, dead from view where account = ? and type = ? and modseq > ? order by modseq limit ?')
    .all(account, type, since, most) as ViewRow[]
}

function nextModseq(store: Store, account: string): number {
  return sql(store, 'insert into account values (?, 1, 0) on conflict do update set modseq = modseq + 1 returning modseq').pluck().get(account) as number
}

function touch(store: Store, account: string, type: string): void {
  const types = store.touched.get(account) ?? new Set()
  types.add(type)
  store.touched.set(account, types)
}
