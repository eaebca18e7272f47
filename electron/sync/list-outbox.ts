import type { Problem } from '../../shared/problem.ts'
import type { Database } from '../store/database.ts'
import { allRows, openRows, type OutboxRow } from '../store/outbox.ts'
import { heldOutboxIds } from '../store/upgrades.ts'
import { decideNext } from './decide-next.ts'

/** A row as it is shown: `problem` also says when it waits behind a parked one; `dependents` would be discarded with it. */
export type OutboxView = OutboxRow & { readonly mayUndo: boolean, readonly dependents: number, readonly isHeld: boolean }

/** Every row, oldest first; done and discarded ones stay listed. */
export function listOutbox(db: Database, account: string, now: number): readonly OutboxView[] {
  const rows = allRows(db, account)
  const open = openRows(db, account)
  const held = heldOutboxIds(db, account)
  const { behind } = decideNext(open, now, held)
  return rows.map(row => {
    const parked = behind.get(row.id)
    const problem: Problem | null = parked === undefined ? row.problem : { code: 'outbox.behind-parked', facts: { id: parked } }
    return { ...row, problem, mayUndo: mayUndo(row), dependents: dependentsOf(open, row.id).length, isHeld: held.has(row.id) }
  })
}

/** True while no byte of the row was ever sent. */
export function mayUndo(row: Pick<OutboxRow, 'state' | 'attempts'>): boolean {
  return row.state === 'waiting' && row.attempts === 0
}

/** Open rows that cannot be without this one: what it makes is theirs. In order, itself not among them. */
export function dependentsOf(open: readonly OutboxRow[], id: string): readonly OutboxRow[] {
  const gone = new Set([id])
  return open.filter(row => {
    if (!row.dependsOn.some(cause => gone.has(cause))) return false
    gone.add(row.id)
    return true
  })
}
