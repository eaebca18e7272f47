import { type Database, pluck } from '../store/database.ts'
import type { Store } from '../store/open.ts'

/** What other processes on the same profile have written since the last look. */
export interface Foreign { readonly changed: boolean; readonly newRows: boolean }

/**
 * Answers at each call what others did meanwhile: `PRAGMA data_version` moves with their commits only, and the outbox
 * has a row that was not there. New rows alone are worth a sync: two that synced at each other's commits would never rest.
 */
export function watchForeignWrites(store: Store): () => Foreign {
  const held: { db: Database | null; versions: string; rows: number } = { db: null, versions: '', rows: 0 }
  return () => {
    const { db } = store
    const versions = `${pluck<number>(db, 'pragma main.data_version')} ${pluck<number>(db, 'pragma work.data_version')}`
    const rows = pluck<number | null>(db, 'select max(seq) from outbox') ?? 0
    // A connection of its own counts on its own: after a mend the first look says nothing.
    const found = { changed: held.db === db && versions !== held.versions, newRows: held.db === db && versions !== held.versions && rows > held.rows }
    Object.assign(held, { db, versions, rows })
    return found
  }
}
