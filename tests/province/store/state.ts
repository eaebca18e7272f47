import { MethodFailure } from '../jmap/failure.ts'
import { sql, type Store } from './open-store.ts'

const TOMBSTONE_MS = 90 * 86_400_000 // protocol.md, "State"

/** The state of a type in an account: `epoch.modseq` of its latest change. */
export function stateOf(store: Store, account: string, type: string): string {
  const latest = sql(store, 'select max(modseq) from view where account = ? and type = ?').pluck().get(account, type) as number | null
  return `${store.epoch}.${Math.max(latest ?? 0, accountRow(store, account).floor)}`
}

/** The modseq that a client's state means; a state of another life, from the future or older than the tombstones is refused. */
export function parseState(store: Store, account: string, state: string): number {
  const { modseq, floor } = accountRow(store, account)
  const match = /^(.+)\.(\d{1,15})$/.exec(state)
  const value = Number(match?.[2])
  if (match?.[1] !== store.epoch || value > modseq || value < floor) throw new MethodFailure('cannotCalculateChanges')
  return value
}

/** Where an account stands as a whole; event ids are made of it. */
export function accountRow(store: Store, account: string): { readonly modseq: number, readonly floor: number } {
  const row = sql(store, 'select modseq, floor from account where id = ?').get(account) as { modseq: number, floor: number } | undefined
  return row ?? { modseq: 0, floor: 0 }
}

/** The types of an account that changed after a modseq, with their states. */
export function typesChangedSince(store: Store, account: string, since: number): Record<string, string> {
  const rows = sql(store, 'select type, max(modseq) as latest from view where account = ? and modseq > ? group by type').all(account, since) as { type: string, latest: number }[]
  return Object.fromEntries(rows.map(row => [row.type, `${store.epoch}.${row.latest}`]))
}

/** Forgets tombstones that are 90 days old; states before them can then no longer be answered. */
export function forgetTombstones(store: Store, now: number): void {
  const old = now - TOMBSTONE_MS
  store.db.transaction(() => {
    sql(store, `update account set floor = max(floor, coalesce((select max(modseq) from view
      where view.account = account.id and dead is not null and died_at < ?), 0))`).run(old)
    sql(store, 'delete from view where dead is not null and died_at < ?').run(old)
  }).immediate()
}
