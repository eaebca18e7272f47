import type { Handlers } from '../../shared/contract/index.ts'
import type { MoveInput, OutboxItem } from '../../shared/contract/moves.ts'
import type { OutboxState } from '../../shared/model/outbox.ts'
import type { OfficialDocument } from '../../shared/model/edoc.ts'
import type { Verb } from '../../shared/model/words.ts'
import { ProblemError } from '../../shared/problem.ts'
import { getAgency } from '../store/directory.ts'
import type { OutboxRow } from '../store/outbox.ts'
import { seeDocument } from '../store/sight.ts'
import { enqueueAction } from '../sync/enqueue-action.ts'
import { listOutbox, type OutboxView } from '../sync/list-outbox.ts'
import type { Moment } from '../sync/moment.ts'
import { saveDraft } from '../sync/save-draft.ts'
import { setKeywords } from '../sync/set-keywords.ts'
import { retry, undo } from '../sync/take-back.ts'
import type { Desk } from './desk.ts'
import { codeOf } from './document-code.ts'
import { viewUpgrades } from './signature-upgrades.ts'
import { takeFiles, type GrantReader, type LocalFile } from './given-files.ts'

type Names = 'drafts.save' | 'moves.make' | 'documents.flag' | 'outbox.list' | 'outbox.undo' | 'outbox.retry' | 'outbox.discard'

export interface MoveServices {
  readonly grants: GrantReader
  /** Now, ids and the time in which an act can be taken back. */
  readonly moment: () => Moment
  /** Something waits to be sent: wakes the sync, now or when it may be sent. */
  readonly outboxChanged: (notBefore: number) => void
  /** Asks the province first where a byte was sent (protocol.md, "Undo and discard"). */
  readonly discard: (id: string) => Promise<OutboxState>
}

/** Writing: every act is one row of the outbox and one overlay, committed before this answers. */
export function moveHandlers(desk: Desk, services: MoveServices): Pick<Handlers, Names> {
  const changed = (documentId: string | null, notBefore: number): void => {
    desk.emit('outbox.changed', {})
    desk.emit('documents.changed', { ids: documentId === null ? null : [documentId] })
    services.outboxChanged(notBefore)
  }
  return {
    'drafts.save': async ({ documentId, files, ...content }) => {
      const saved = await saveDraftOf(desk, services, { documentId, files, content: { ...content, summary: content.summary === '' ? null : content.summary } })
      changed(saved.documentId, saved.row.notBeforeAt)
      return { documentId: saved.documentId, outboxId: saved.row.id }
    },
    'moves.make': async ({ files, ...move }) => {
      const row = await makeMove(desk, services, { ...move, files })
      changed(row.documentId, row.notBeforeAt)
      return { outboxId: row.id, notBefore: row.notBeforeAt }
    },
    'documents.flag': async ({ taskIds, keyword, value }) => {
      setKeywords(desk.store.db, { account: desk.account, taskIds, keyword, value }, services.moment())
      changed(null, desk.now())
      return {}
    },
    'outbox.list': async () => ({ items: listOutbox(desk.store.db, desk.account, desk.now()).filter(row => row.verb !== 'task.flags' || row.state === 'parked').map(row => toItem(desk, row)), upgrades: viewUpgrades(desk) }),
    'outbox.undo': async ({ ids }) => {
      undo(desk.store, ids, desk.now())
      changed(null, desk.now())
      return {}
    },
    'outbox.retry': async ({ ids }) => {
      for (const id of ids) retry(desk.store, id)
      changed(null, desk.now())
      return {}
    },
    'outbox.discard': async ({ id }) => {
      const state = await services.discard(id)
      changed(null, desk.now())
      return { state }
    },
  }
}

export interface DraftSave {
  readonly documentId?: string | undefined
  readonly files: readonly LocalFile[]
  readonly content: Omit<Parameters<typeof saveDraft>[1]['content'], 'attachments'>
}

/** Keeps the files, then draft and row in one transaction. */
export async function saveDraftOf(desk: Desk, services: Pick<MoveServices, 'grants' | 'moment'>, draft: DraftSave) {
  const { store, account } = desk
  const before = draft.documentId === undefined ? null : seeDocument(store.db, account, draft.documentId)?.doc ?? null
  const attachments = await takeFiles({ store, grants: services.grants, now: desk.now }, draft.files, before)
  const author = { officerId: desk.officerId, agencyId: desk.agencyId, agencyName: desk.agencyId === null ? null : getAgency(store.db, account, desk.agencyId)?.name ?? null }
  return saveDraft(store.db, { account, ...(draft.documentId === undefined ? {} : { documentId: draft.documentId }), content: { ...draft.content, attachments }, author }, services.moment())
}

/** An act as the window or the command line states it: files may also be paths there. */
export type Move = Omit<MoveInput, 'files' | 'verb'> & { readonly verb: Verb; readonly files: readonly LocalFile[]; readonly clientRef?: string }

export async function makeMove(desk: Desk, services: Pick<MoveServices, 'grants' | 'moment'>, move: Move): Promise<OutboxRow> {
  const { store, account } = desk
  const doc = seeDocument(store.db, account, move.documentId)?.doc ?? null
  if (doc === null) throw new ProblemError('document.not-found', { id: move.documentId })
  const attachments = await takeFiles({ store, grants: services.grants, now: desk.now }, move.files, doc)
  const asAnnex = move.verb === 'comment' ? attachments.map(ref => ({ ...ref, role: 'annex' })) : attachments
  return enqueueAction(store.db, {
    account, verb: move.verb, documentId: move.documentId, text: move.text ?? null, dueAt: move.dueAt ?? null, toOfficerIds: move.toOfficerIds ?? [],
    assignees: move.assignees ?? [], toAgencyIds: move.toAgencyIds ?? addresseesFor(move.verb, doc), attachments: asAnnex,
    ...(move.clientRef === undefined ? {} : { clientRef: move.clientRef }),
  }, services.moment())
}

/** A dispatch goes where the document says, unless somebody says otherwise. */
export function addresseesFor(verb: string, doc: OfficialDocument): string[] {
  return verb === 'dispatch' ? doc.addressees.map(each => each.agencyId) : []
}

function toItem(desk: Desk, row: OutboxView): OutboxItem {
  const doc = row.documentId === null ? null : seeDocument(desk.store.db, desk.account, row.documentId)?.doc ?? null
  const toAgencies = row.args.does === 'action' ? row.args.toAgencyIds.length : 0
  return {
    id: row.id, documentId: row.documentId, verb: row.verb, state: row.state, attempts: row.attempts, problem: row.problem, createdAt: row.createdAt, notBefore: row.notBeforeAt,
    doneAt: row.doneAt, subject: doc?.subject ?? ('draft' in row.args ? row.args.draft.subject : ''), code: doc === null ? '' : codeOf(doc),
    text: row.args.does === 'action' ? row.args.text : null, addresseeCount: toAgencies > 0 ? toAgencies : doc?.addressees.length ?? 0,
    groupId: row.groupId, mayUndo: row.mayUndo, dependents: row.dependents, isHeld: row.isHeld,
  }
}
