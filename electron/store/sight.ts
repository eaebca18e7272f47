import type { OfficialDocument, Task } from '../../shared/model/edoc.ts'
import { serverIdOf } from './alias.ts'
import type { Database } from './database.ts'
import { getDocument } from './documents.ts'
import { getOverlay, getTaskPatch } from './overlay.ts'
import { taskOfDocument } from './tasks.ts'

/** What the officer sees of a document: the server's last word with what waits in the outbox laid over it. */
export interface SeenDocument { readonly doc: OfficialDocument, readonly pendingVerb: string | null, readonly isBorn: boolean }

/** By local or server id; null when neither cache nor outbox knows it. */
export function seeDocument(db: Database, account: string, id: string): SeenDocument | null {
  const serverId = serverIdOf(db, account, id)
  const overlay = getOverlay(db, account, serverId)
  const cached = getDocument(db, account, serverId)
  const base = overlay?.born ?? cached
  if (base === null) return null
  return { doc: Object.assign({}, base, overlay?.patch), pendingVerb: overlay?.pendingVerb ?? null, isBorn: cached === null }
}

/** This officer's task on a document, by the document's local or server id. */
export function seeTaskOfDocument(db: Database, account: string, documentId: string): Task | null {
  const task = taskOfDocument(db, account, serverIdOf(db, account, documentId))
  return task === null ? null : patched(db, account, task)
}

function patched(db: Database, account: string, task: Task): Task {
  const patch = getTaskPatch(db, account, task.id)
  if (patch === null) return task
  const keywords = { ...task.keywords, ...(patch.seen === undefined ? {} : { $seen: patch.seen }), ...(patch.flagged === undefined ? {} : { $flagged: patch.flagged }) }
  return { ...task, keywords, can: patch.can ?? task.can }
}
