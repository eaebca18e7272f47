import type { OfficialDocument, Task } from '../../../shared/model/edoc.ts'
import type { Moment } from '../store/open-store.ts'
import { verbsOf } from './decide-move.ts'
import { nextId, ownerOf, putDocument, putTask, refreshAccess, tasksOf, utcDate } from './records.ts'
import { gatherForHolders } from './situation.ts'
import type { Plan, TaskOpening } from './verbs.ts'

/** A document's tasks, what is to become of them, and who says so (null: the province). */
export interface Work { readonly tasks: readonly Task[], readonly plan: Pick<Plan, 'settle' | 'open'>, readonly by: string | null, readonly documentId: string }

/** The tasks of a document after a plan: settled first, then opened; an officer has one task on a document, which is opened again. */
export function planTasks(moment: Moment, { tasks, plan, by, documentId }: Work): Task[] {
  const settled = tasks.map(task => {
    const state = plan.settle?.(task) ?? null
    return state === null ? task : { ...task, state }
  })
  return (plan.open ?? []).reduce<Task[]>((all, opening) => openTask(moment, all, opening, { by, documentId }), settled)
}

function openTask({ store, now }: Moment, tasks: readonly Task[], opening: TaskOpening, { by, documentId }: Pick<Work, 'by' | 'documentId'>): Task[] {
  const fields = { role: opening.role, dueAt: opening.dueAt, state: 'open', assignedBy: by, assignedAt: utcDate(now) }
  const held = tasks.find(({ officerId }) => officerId === opening.officerId)
  if (held !== undefined) return tasks.map(task => task === held ? { ...held, ...fields } : task)
  return [...tasks, { id: nextId(store, 't'), documentId, officerId: opening.officerId, can: [], rev: 0, keywords: {}, ...fields }]
}

/**
 * Writes a document and its tasks as they now are: `can` is worked out anew for everyone, since what one did decides
 * what the others may, and only what differs is written. The document's `rev` rises if it is changed, unless the move says nothing new about it (`keepsRev`).
 */
export function writeWork(moment: Moment, { before, doc, tasks, keepsRev }: { before: OfficialDocument | null, doc: OfficialDocument, tasks: readonly Task[], keepsRev?: true | undefined }): OfficialDocument {
  const { store } = moment
  const owner = ownerOf(store, doc.id)
  const isChanged = before === null || JSON.stringify(before) !== JSON.stringify(doc)
  const written = isChanged && keepsRev !== true ? { ...doc, rev: doc.rev + 1 } : doc
  if (isChanged) putDocument(store, written, owner)
  const situations = gatherForHolders(moment, written, tasks)
  const old = new Map(tasksOf(store, doc.id).map(task => [task.id, JSON.stringify(task)]))
  for (const task of tasks) {
    const situation = situations.get(task.officerId)
    const next = { ...task, can: situation === undefined || task.state === 'cancelled' ? [] : verbsOf(situation) }
    if (old.get(task.id) !== JSON.stringify(next)) putTask(moment, { ...next, rev: task.rev + 1 })
  }
  refreshAccess(moment, written, owner, tasks)
  return written
}

/** Opens a document's work for the first time: the tasks of an arrival or of a seed. */
export function openWork(moment: Moment, documentId: string, open: readonly TaskOpening[]): Task[] {
  return planTasks(moment, { tasks: [], plan: { open }, by: null, documentId })
}
