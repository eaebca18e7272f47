import type { OfficialDocument, Task } from '../../../shared/model/edoc.ts'
import type { Store } from '../store/open-store.ts'
import { verbsOf } from './decide-move.ts'
import { nextId, ownerOf, putDocument, putTask, refreshAccess, tasksOf, utcDate } from './records.ts'
import { gatherForHolders } from './situation.ts'
import type { Plan, TaskOpening } from './verbs.ts'

/** The tasks of a document after a plan: settled first, then opened; an officer has one task on a document, which is opened again. */
export function planTasks(tasks: readonly Task[], plan: Pick<Plan, 'settle' | 'open'>, by: string | null, now: number, makeId: () => string, documentId: string): Task[] {
  const settled = tasks.map(task => {
    const state = plan.settle?.(task) ?? null
    return state === null ? task : { ...task, state }
  })
  const opened = (plan.open ?? []).reduce<Task[]>((all, opening) => openTask(all, opening, by, now, makeId, documentId), settled)
  return opened
}

function openTask(tasks: readonly Task[], opening: TaskOpening, by: string | null, now: number, makeId: () => string, documentId: string): Task[] {
  const fields = { role: opening.role, dueAt: opening.dueAt, state: 'open', assignedBy: by, assignedAt: utcDate(now) }
  const held = tasks.find(({ officerId }) => officerId === opening.officerId)
  if (held !== undefined) return tasks.map(task => task === held ? { ...held, ...fields } : task)
  return [...tasks, { id: makeId(), documentId, officerId: opening.officerId, can: [], rev: 0, keywords: {}, ...fields }]
}

/**
 * Writes a document and its tasks as they now are: `can` is worked out anew for everyone, since what one did decides
 * what the others may, and only what differs is written. The document's `rev` rises if it is `changed`.
 */
export function writeWork(store: Store, before: OfficialDocument | null, doc: OfficialDocument, tasks: readonly Task[], now: number): OfficialDocument {
  const owner = ownerOf(store, doc.id)
  const isChanged = before === null || JSON.stringify(before) !== JSON.stringify(doc)
  const written = isChanged ? { ...doc, rev: doc.rev + 1 } : doc
  if (isChanged) putDocument(store, written, owner)
  const situations = gatherForHolders(store, written, tasks, now)
  const old = new Map(tasksOf(store, doc.id).map(task => [task.id, JSON.stringify(task)]))
  for (const task of tasks) {
    const situation = situations.get(task.officerId)
    const next = { ...task, can: situation === undefined || task.state === 'cancelled' ? [] : verbsOf(situation) }
    if (old.get(task.id) !== JSON.stringify(next)) putTask(store, { ...next, rev: task.rev + 1 }, now)
  }
  refreshAccess(store, written, owner, tasks, now)
  return written
}

/** Opens a document's work for the first time: the tasks of an arrival or of a seed. */
export function openWork(store: Store, documentId: string, openings: readonly TaskOpening[], by: string | null, now: number): Task[] {
  return planTasks([], { open: openings }, by, now, () => nextId(store, 't'), documentId)
}
