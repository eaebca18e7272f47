import { type Database, sql, transact } from '../store/database.ts'
import { openRowsOfDocument, type OutboxRow, saveOutbox, type TaskPatch } from '../store/outbox.ts'
import { localIdOf, serverIdOf } from '../store/alias.ts'
import { rebuildOverlay } from '../store/overlay.ts'
import { getTask } from '../store/tasks.ts'
import { enqueueRow } from './enqueue-row.ts'
import type { Moment } from './moment.ts'

export type Keyword = '$seen' | '$flagged'
export interface KeywordWish { readonly account: string, readonly taskIds: readonly string[], readonly keyword: Keyword, readonly value: boolean }

/**
 * Sets a personal flag on tasks, offline too. Flags wait for nobody and nobody waits for them: their order key is the
 * task. A flag that is not sent yet is changed in its row, so that reading up and down the list leaves one row a task.
 */
export function setKeywords(db: Database, wish: KeywordWish, moment: Moment): void {
  transact(db, () => { for (const id of wish.taskIds) setKeyword(db, wish, id, moment) })
}

function setKeyword(db: Database, { account, keyword, value }: KeywordWish, taskId: string, moment: Moment): void {
  const task = getTask(db, account, taskId)
  if (task === null) return // gone since the window drew it: there is nothing left to mark
  const rows = openRowsOfDocument(db, account, [serverIdOf(db, account, task.documentId), localIdOf(db, account, task.documentId)])
  const waiting = rows.find(row => row.args.does === 'task.flags' && row.args.taskId === taskId && row.state === 'waiting' && row.attempts === 0)
  if (waiting === undefined && rows.length === 0 && (task.keywords[keyword] ?? false) === value) return
  const patch: TaskPatch = keyword === '$seen' ? { seen: value } : { flagged: value }
  if (waiting !== undefined && waiting.args.does === 'task.flags') {
    const row: OutboxRow = {
      ...waiting, args: { ...waiting.args, keywords: { ...waiting.args.keywords, [keyword]: value } },
      effects: { ...waiting.effects, tasks: { [taskId]: { ...waiting.effects.tasks[taskId], ...patch } } },
    }
    saveOutbox(db, row)
    rebuildOverlay(db, account, task.documentId)
    return
  }
  enqueueRow(db, {
    id: moment.newId(), account, verb: 'task.flags', documentId: task.documentId, orderKey: `task:${taskId}`, args: { does: 'task.flags', taskId, keywords: { [keyword]: value } },
    effects: { born: null, document: null, tasks: { [taskId]: patch } }, files: [],
  }, { ...moment, undoMs: 0 })
}

/** Done rows of flags say nothing to anybody after a day; acts and drafts stay listed. */
export function forgetOldFlags(db: Database, account: string, before: number): void {
  transact(db, () => sql(db, `delete from outbox where account = ? and verb = 'task.flags' and state = 'done' and done_at < ?`).run(account, before))
}
