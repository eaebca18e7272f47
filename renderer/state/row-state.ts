import type { DocumentRow } from '../../shared/contract/documents.ts'
import type { DueWords } from '../text/format.ts'

export type RowState = 'pending' | 'invalid' | 'unreadable' | 'recall' | 'late' | 'soon' | 'indeterminate' | 'later' | 'role' | 'refused' | 'state'

/** Finished: a due date no longer asks anything of anyone. */
const ENDED: ReadonlySet<string> = new Set(['completed', 'refused', 'recalled', 'replaced', 'dispatched'])

/** A row has room for one state besides urgency: the one that asks most of the reader. Pure. */
export function rowState(row: Pick<DocumentRow, 'pendingVerb' | 'verdict' | 'state' | 'taskRole' | 'taskState' | 'direction'>, due: DueWords['tone'] | null): RowState | null {
  const ended = ENDED.has(row.state) || row.taskState === 'done'
  if (row.pendingVerb !== null && row.pendingVerb !== 'task.flags') return 'pending'
  if (row.verdict === 'invalid' || row.verdict === 'unreadable') return row.verdict
  if (row.state === 'recall-requested') return 'recall'
  if (!ended && (due === 'late' || due === 'soon')) return due
  if (!ended && row.verdict === 'indeterminate') return 'indeterminate'
  if (!ended && due === 'later') return 'later'
  if (row.state === 'refused') return 'refused'
  if (row.state === 'assigned' && row.taskRole !== null) return 'role'
  return row.direction === 'draft' && row.state === 'drafting' ? null : 'state'
}
