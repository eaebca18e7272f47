import { localIdOf } from '../store/alias.ts'
import { useBlobs } from '../store/blob-keeping.ts'
import type { Database } from '../store/database.ts'
import { type Effects, insertOutbox, type OutboxArguments, type OutboxRow } from '../store/outbox.ts'
import { rebuildOverlay } from '../store/overlay.ts'
import type { Moment } from './moment.ts'

export interface NewRow {
  readonly id: string, readonly account: string, readonly verb: string, readonly documentId: string | null, readonly args: OutboxArguments, readonly effects: Effects
  readonly orderKey?: string, readonly groupId?: string | null, readonly dependsOn?: readonly string[]
  /** Hashes of files whose bytes must stay in the work root until the province has them. */
  readonly files: readonly string[]
}

/** Writes row, overlay and claims on files. Only inside a transaction of `work.db`: the three are one change. */
export function enqueueRow(db: Database, row: NewRow, moment: Moment): OutboxRow {
  const { files, ...rest } = row
  const written = insertOutbox(db, {
    groupId: null, dependsOn: [], orderKey: orderKeyOf(db, row.account, row.documentId, row.id), ...rest,
    state: 'waiting', attempts: 0, kills: 0, problem: null, notBeforeAt: moment.now + moment.undoMs, nextTryAt: 0, createdAt: moment.now, doneAt: null, serverId: null,
  })
  useBlobs(db, row.id, files)
  if (row.documentId !== null) rebuildOverlay(db, row.account, row.documentId)
  return written
}

/** One document's acts share a key, whether it was known by its local or its server id when they were made. */
export function orderKeyOf(db: Database, account: string, documentId: string | null, rowId: string): string {
  return documentId === null ? rowId : `document:${localIdOf(db, account, documentId)}`
}
