import type { Problem } from '../../shared/problem.ts'
import { addAudit } from '../store/audit.ts'
import { retireBlobs, unuseBlobs } from '../store/blob-keeping.ts'
import { transact } from '../store/database.ts'
import type { Store } from '../store/open.ts'
import { getOutbox, openRowsOfDocument, type OutboxRow, saveOutbox } from '../store/outbox.ts'
import { rebuildOverlay } from '../store/overlay.ts'
import { addAlias, localIdOf, serverIdOf } from '../store/alias.ts'
import { enqueueRow } from './enqueue-row.ts'
import type { Moment } from './moment.ts'

/** Each of these is one FULL-sync transaction: the row and what the officer sees of it change together. */

/** The attempt is on the disk before its first byte is on the wire: after a crash we know that the province may have it. */
export function markSending(store: Store, id: string): OutboxRow {
  return transact(store.db, () => {
    const row = getOutbox(store.db, id)
    // Undone or discarded by another process since the queue was read.
    if (row === null || (row.state !== 'waiting' && row.state !== 'sending')) throw new RowGone()
    const sending: OutboxRow = { ...row, state: 'sending', attempts: row.attempts + 1, problem: null }
    saveOutbox(store.db, sending)
    return sending
  })
}

/** Thrown and caught inside the push only: the row is no longer ours to send. */
export class RowGone extends Error {}

/** Done, once and for all. The server's result is in the cache already; a crash before this is a resend that the server knows. */
export function markDone(store: Store, row: OutboxRow, serverId: string | null, now: number): void {
  const freed = transact(store.db, () => {
    saveOutbox(store.db, { ...row, state: 'done', problem: null, doneAt: now, serverId })
    if (row.args.does !== 'task.flags') addAudit(store.db, now, 'outbox.done', { id: row.id, verb: row.verb, documentId: row.documentId, serverId })
    if (row.args.does === 'draft.create' && serverId !== null) addAlias(store.db, row.account, row.id, serverId)
    if (row.documentId !== null) rebuildOverlay(store.db, row.account, row.documentId)
    return unuseBlobs(store.db, row.id)
  })
  retireBlobs(store, freed, now)
}

/** Waits for a person: never reworded, never resent by itself. What stands behind it waits too. */
export function park(store: Store, row: OutboxRow, problem: Problem): void {
  transact(store.db, () => {
    saveOutbox(store.db, { ...row, state: 'parked', problem })
    if (row.documentId !== null) rebuildOverlay(store.db, row.account, row.documentId)
  })
}

/** Back into the queue, to be tried at a later time; a kill counts towards being parked as poison. */
export function putBack(store: Store, row: OutboxRow, { nextTryAt, isKill = false }: { readonly nextTryAt: number, readonly isKill?: boolean }): void {
  transact(store.db, () => saveOutbox(store.db, { ...row, state: 'waiting', nextTryAt, kills: row.kills + Number(isKill), problem: null }))
}

/**
 * Two edits of one draft: the server's copy stays, ours becomes a second draft, nothing is merged and nothing lost. What
 * stood behind the edit meant our text, so it waits for a person instead of going out with the other.
 */
export function makeSecondDraft(store: Store, row: OutboxRow, moment: Moment): void {
  const { args } = row
  if (args.does !== 'draft.update' || row.documentId === null) return
  const { db } = store
  const documentId = row.documentId
  const freed = transact(db, () => {
    const id = moment.newId()
    const { draft } = args
    enqueueRow(db, {
      id, account: row.account, verb: 'draft.create', documentId: id, args: { does: 'draft.create', draft }, files: draft.attachments.map(file => file.sha256),
      effects: { document: null, tasks: {}, born: { ...draft, id, clientRef: id, direction: 'draft', authorId: null, number: null, notation: null, issuerId: null, issuerName: null, signers: [], issuedAt: null, receivedAt: null, register: null, statuses: [], state: 'drafting', rev: 0 } },
    }, { ...moment, undoMs: 0 })
    saveOutbox(db, { ...row, state: 'discarded', doneAt: moment.now, problem: { code: 'outbox.conflict', facts: { secondDraft: id } } })
    const behind = openRowsOfDocument(db, row.account, [serverIdOf(db, row.account, documentId), localIdOf(db, row.account, documentId)])
    for (const each of behind) if (each.args.does !== 'task.flags') saveOutbox(db, { ...each, state: 'parked', problem: { code: 'outbox.conflict', facts: { secondDraft: id } } })
    rebuildOverlay(db, row.account, documentId)
    return unuseBlobs(db, row.id)
  })
  retireBlobs(store, freed, moment.now)
}
