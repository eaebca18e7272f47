import { ProblemError } from '../../shared/problem.ts'
import { retireBlobs, unuseBlobs } from '../store/blob-keeping.ts'
import { transact } from '../store/database.ts'
import type { Store } from '../store/open.ts'
import { deleteOutbox, getOutbox, openRows, type OutboxRow, saveOutbox } from '../store/outbox.ts'
import { rebuildOverlay } from '../store/overlay.ts'
import { dependentsOf, mayUndo } from './list-outbox.ts'

/**
 * Takes rows back that no byte was sent of, with what depends on them, as if they had never been. All or none:
 * `outbox.too-late-to-undo` when one of them is on its way, `outbox.not-found` for an id that is no row.
 */
export function undo(store: Store, ids: readonly string[], now: number): void {
  const freed = transact(store.db, () => {
    const rows = ids.flatMap(id => withDependents(store, id))
    if (rows.some(row => !mayUndo(row))) throw new ProblemError('outbox.too-late-to-undo')
    for (const row of rows) deleteOutbox(store.db, row.id)
    rebuild(store, rows)
    return rows.flatMap(row => unuseBlobs(store.db, row.id))
  })
  retireBlobs(store, freed, now)
}

/** Sends a parked row again as it is. A person decided so; nothing is ever resent with other words. */
export function retry(store: Store, id: string): OutboxRow {
  return transact(store.db, () => {
    const row = getOutbox(store.db, id)
    if (row === null) throw new ProblemError('outbox.not-found', { id })
    if (row.state !== 'parked' && row.state !== 'waiting') return row
    const again: OutboxRow = { ...row, state: 'waiting', problem: null, kills: 0, nextTryAt: 0, notBeforeAt: 0 }
    saveOutbox(store.db, again)
    rebuild(store, [again])
    return again
  })
}

/** Marks a row and what depends on it as discarded. Whether the province has it must have been asked before (`discard.ts`). */
export function markDiscarded(store: Store, id: string, now: number): void {
  const freed = transact(store.db, () => {
    const rows = withDependents(store, id)
    for (const row of rows) saveOutbox(store.db, { ...row, state: 'discarded', doneAt: now })
    rebuild(store, rows)
    return rows.flatMap(row => unuseBlobs(store.db, row.id))
  })
  retireBlobs(store, freed, now)
}

function withDependents(store: Store, id: string): readonly OutboxRow[] {
  const row = getOutbox(store.db, id)
  if (row === null) throw new ProblemError('outbox.not-found', { id })
  return [row, ...dependentsOf(openRows(store.db, row.account), id)]
}

function rebuild(store: Store, rows: readonly OutboxRow[]): void {
  for (const row of rows) if (row.documentId !== null) rebuildOverlay(store.db, row.account, row.documentId)
}
