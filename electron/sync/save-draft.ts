import { OfficialDocument } from '../../shared/model/edoc.ts'
import { ProblemError } from '../../shared/problem.ts'
import { localIdOf, serverIdOf } from '../store/alias.ts'
import { unuseBlobs, useBlobs } from '../store/blob-keeping.ts'
import { type Database, transact } from '../store/database.ts'
import { type DraftContent, type Effects, openRowsOfDocument, type OutboxRow, saveOutbox } from '../store/outbox.ts'
import { rebuildOverlay } from '../store/overlay.ts'
import { seeDocument } from '../store/sight.ts'
import { enqueueRow } from './enqueue-row.ts'
import type { Moment } from './moment.ts'

export interface DraftAuthor { readonly officerId: string | null, readonly agencyId: string | null, readonly agencyName: string | null }
export interface DraftWish {
  readonly account: string
  /** Absent for a new draft; local or server id else. */
  readonly documentId?: string
  readonly content: DraftContent, readonly author: DraftAuthor
}

/**
 * Makes or changes an own draft, offline too. What has not been sent yet is changed in its row, so that typing does not
 * fill the outbox. A draft without a subject is kept and waits: the province wants one. `document.not-found`.
 */
export function saveDraft(db: Database, wish: DraftWish, moment: Moment): { readonly documentId: string, readonly row: OutboxRow } {
  return transact(db, () => wish.documentId === undefined ? makeDraft(db, wish, moment) : changeDraft(db, wish.documentId, wish, moment))
}

function makeDraft(db: Database, wish: DraftWish, moment: Moment): { readonly documentId: string, readonly row: OutboxRow } {
  const id = moment.newId()
  const row = enqueueRow(db, {
    id, account: wish.account, verb: 'draft.create', documentId: id, args: { does: 'draft.create', draft: wish.content }, effects: { ...NONE, born: bornDraft(id, wish) }, files: hashes(wish.content),
  }, moment)
  return { documentId: id, row }
}

function changeDraft(db: Database, documentId: string, wish: DraftWish, moment: Moment): { readonly documentId: string, readonly row: OutboxRow } {
  const { account, content } = wish
  const seen = seeDocument(db, account, documentId)
  if (seen === null) throw new ProblemError('document.not-found', { id: documentId })
  const open = openRowsOfDocument(db, account, [serverIdOf(db, account, documentId), localIdOf(db, account, documentId)]).filter(row => row.args.does !== 'task.flags')
  const last = open.at(-1)
  if (last !== undefined && last.state === 'waiting' && last.attempts === 0 && last.args.does !== 'action' && last.args.does !== 'task.flags') {
    const isBirth = last.args.does === 'draft.create'
    const row: OutboxRow = {
      ...last, args: { ...last.args, draft: content }, notBeforeAt: moment.now + moment.undoMs,
      effects: isBirth ? { ...last.effects, born: bornDraft(last.id, wish) } : { ...last.effects, document: content },
    }
    saveOutbox(db, row)
    unuseBlobs(db, last.id)
    useBlobs(db, last.id, hashes(content))
    rebuildOverlay(db, account, documentId)
    return { documentId, row }
  }
  const row = enqueueRow(db, {
    id: moment.newId(), account, verb: 'draft.update', documentId, args: { does: 'draft.update', draft: content, expectRev: open.length > 0 || seen.isBorn ? null : seen.doc.rev },
    effects: { ...NONE, document: content }, dependsOn: open.filter(each => each.args.does === 'draft.create').map(each => each.id), files: hashes(content),
  }, moment)
  return { documentId, row }
}

const NONE: Effects = { born: null, document: null, tasks: {} }

function bornDraft(id: string, { content, author }: DraftWish): OfficialDocument {
  return OfficialDocument.parse({
    ...content, id, clientRef: id, direction: 'draft', authorId: author.officerId, issuerId: author.agencyId, issuerName: author.agencyName, state: 'drafting', rev: 0,
  })
}

function hashes(content: DraftContent): string[] {
  return content.attachments.map(file => file.sha256).filter(sha256 => sha256 !== '')
}
