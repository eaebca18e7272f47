import type { Assignee, BlobRef } from '../../shared/model/edoc.ts'
import type { Verb } from '../../shared/model/words.ts'
import { ProblemError } from '../../shared/problem.ts'
import { localIdOf, serverIdOf } from '../store/alias.ts'
import { type Database, transact } from '../store/database.ts'
import { getOutbox, openRowsOfDocument, type OutboxRow } from '../store/outbox.ts'
import { seeDocument, seeTaskOfDocument } from '../store/sight.ts'
import { decideEffects } from './decide-effects.ts'
import { enqueueRow } from './enqueue-row.ts'
import type { Moment } from './moment.ts'

export interface ActionWish {
  readonly account: string, readonly verb: Verb
  /** Local or server id. */
  readonly documentId: string
  readonly text?: string | null, readonly dueAt?: string | null, readonly toOfficerIds?: readonly string[], readonly assignees?: readonly Assignee[], readonly toAgencyIds?: readonly string[]
  /** Bytes of new ones are in the work root already, flushed. */
  readonly attachments?: readonly BlobRef[]
  /** The same clientRef gives the same row, however often it is asked. */
  readonly clientRef?: string
  readonly groupId?: string | null
  /** Rows that must be done first and are discarded together with this one's cause. */
  readonly dependsOn?: readonly string[]
  /** The act fits whatever the document has become meanwhile: evidence for what was signed. */
  readonly isWhateverRev?: boolean
}

/**
 * Puts an act of the officer into the outbox; when this returns it is committed to `work.db` and will be in effect
 * exactly once. `document.not-found` when neither cache nor outbox knows the document.
 */
export function enqueueAction(db: Database, wish: ActionWish, moment: Moment): OutboxRow {
  return transact(db, () => {
    const id = wish.clientRef ?? moment.newId()
    return getOutbox(db, id) ?? enqueueNew(db, id, wish, moment)
  })
}

/**
 * *Ký và lấy số* of an officer who is leader and clerk: approve with the signed file and number as two dependent rows of
 * one group; offline they wait together and go out in order. The seal cannot be signed before the province has given the
 * number that stands under it (NĐ 30/2020, Điều 15, 18), so the dispatch is an act of its own, after the seal.
 */
export function enqueueApproveAndNumber(db: Database, wish: Omit<ActionWish, 'verb' | 'clientRef' | 'groupId' | 'dependsOn'>, moment: Moment): readonly [approve: OutboxRow, number: OutboxRow] {
  return transact(db, () => {
    const groupId = moment.newId()
    const approve = enqueueAction(db, { ...wish, verb: 'approve', groupId }, moment)
    const { account, documentId } = wish
    return [approve, enqueueAction(db, { account, documentId, verb: 'number', groupId, dependsOn: [approve.id] }, moment)]
  })
}

/**
 * *Ký và gửi* where no seal of the agency is at hand: the dispatch follows the number as a third dependent row of the group,
 * with the leader's signature alone. Offline the three wait together and go out in order.
 */
export function enqueueSignAndSend(db: Database, { toAgencyIds = [], ...wish }: Omit<ActionWish, 'verb' | 'clientRef' | 'groupId' | 'dependsOn'>, moment: Moment): readonly OutboxRow[] {
  return transact(db, () => {
    const rows = enqueueApproveAndNumber(db, wish, moment)
    const [, number] = rows
    const { account, documentId } = wish
    return [...rows, enqueueAction(db, { account, documentId, verb: 'dispatch', toAgencyIds, groupId: number.groupId, dependsOn: [number.id] }, moment)]
  })
}

function enqueueNew(db: Database, id: string, wish: ActionWish, moment: Moment): OutboxRow {
  const { account, verb, documentId } = wish
  const seen = seeDocument(db, account, documentId)
  if (seen === null) throw new ProblemError('document.not-found', { id: documentId })
  const before = openRowsOfDocument(db, account, [serverIdOf(db, account, documentId), localIdOf(db, account, documentId)]).filter(row => row.args.does !== 'task.flags')
  const birth = before.find(row => row.args.does === 'draft.create')
  const task = seeTaskOfDocument(db, account, documentId)
  const attachments = [...wish.attachments ?? []]
  return enqueueRow(db, {
    id, account, verb, documentId, groupId: wish.groupId ?? null, dependsOn: [...wish.dependsOn ?? [], ...(birth === undefined ? [] : [birth.id])],
    args: {
      does: 'action', taskId: task?.id ?? null, text: wish.text ?? null, dueAt: wish.dueAt ?? null, toOfficerIds: [...wish.toOfficerIds ?? []],
      assignees: [...wish.assignees ?? []], toAgencyIds: [...wish.toAgencyIds ?? []], attachments,
      // Behind an act of ours the revision will have moved by our own hand; the table of verbs guards that one.
      expectRev: wish.isWhateverRev === true || before.length > 0 || seen.isBorn ? null : seen.doc.rev,
    },
    effects: decideEffects(verb, seen.doc, task, attachments), files: attachments.map(file => file.sha256),
  }, moment)
}
