import type { DocumentPatch, OutboxRow, TaskPatch } from './outbox.ts'
import type { OfficialDocument } from '../../shared/model/edoc.ts'

export interface SeenChanges {
  readonly born: OfficialDocument | null, readonly document: DocumentPatch | null, readonly tasks: Readonly<Record<string, TaskPatch>>
  /** The act that waits for the province, for the row's mark; null when only flags or texts wait. */
  readonly pendingVerb: string | null
}

/**
 * What the open rows of one document, in order, let the officer see. A parked act has not happened, nor has what stands
 * behind it: the server's state shows. What was written stays visible whatever became of it, or it would seem lost.
 */
export function decideOverlay(rows: readonly Pick<OutboxRow, 'args' | 'effects' | 'state' | 'verb'>[]): SeenChanges {
  let seen: SeenChanges = { born: null, document: null, tasks: {}, pendingVerb: null }
  let isActParked = false
  for (const row of rows) {
    const isAct = row.args.does === 'action'
    if (isAct && row.state === 'parked') isActParked = true
    if (isAct && isActParked) continue
    seen = {
      born: row.effects.born ?? seen.born,
      document: row.effects.document === null ? seen.document : { ...seen.document, ...row.effects.document },
      tasks: withTasks(seen.tasks, row.effects.tasks),
      pendingVerb: isAct && row.effects.document?.state !== undefined ? row.verb : seen.pendingVerb,
    }
  }
  return seen
}

function withTasks(before: Readonly<Record<string, TaskPatch>>, more: Readonly<Record<string, TaskPatch>>): Readonly<Record<string, TaskPatch>> {
  const after: Record<string, TaskPatch> = { ...before }
  for (const [id, patch] of Object.entries(more)) after[id] = { ...after[id], ...patch }
  return after
}
