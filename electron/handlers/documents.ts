import type { DocumentDetail, DocumentRow } from '../../shared/contract/documents.ts'
import type { Handlers } from '../../shared/contract/index.ts'
import type { Action, OfficialDocument, Task } from '../../shared/model/edoc.ts'
import { wireInstant } from '../../shared/model/vietnam-time.ts'
import { listActions } from '../store/actions.ts'
import { getAgency, getOfficer, searchAgencies, searchOfficers } from '../store/directory.ts'
import { countBoxes, listBox } from '../store/lists.ts'
import { allRows, type OutboxRow } from '../store/outbox.ts'
import { searchDocuments } from '../store/search.ts'
import { seeDocument, seeTaskOfDocument } from '../store/sight.ts'
import { serverIdOf } from '../store/alias.ts'
import { getVerdict } from '../store/verdicts.ts'
import { viewAttachments, type AttachmentInputs } from './attachment-view.ts'
import { copiesBeside } from './copies-beside.ts'
import { holdsRole, type Desk } from './desk.ts'
import { viewUpgradeOf } from './signature-upgrades.ts'

type Names = 'documents.list' | 'documents.counts' | 'documents.get' | 'documents.search'

/** Reading: lists, one document whole, search. Everything comes from the store; the network is never waited for. */
export function documentHandlers(desk: Desk, attachments: AttachmentInputs): Pick<Handlers, Names> {
  const { account, now } = desk
  return {
    'documents.list': async ({ box, view, after, limit }) => {
      const window = listBox(desk.store.db, account, { box, view, after, limit, now: now() })
      return { rows: [...window.rows], next: window.next }
    },
    'documents.counts': async () => countBoxes(desk.store.db, account, now()),
    'documents.get': async ({ id }) => getDetail(desk, attachments, id),
    'documents.search': async ({ text, limit }) => search(desk, text, limit),
  }
}

function getDetail(desk: Desk, attachments: AttachmentInputs, id: string): DocumentDetail | null {
  const { account } = desk
  const { db } = desk.store
  const seen = seeDocument(db, account, id)
  if (seen === null) return null
  const task = seeTaskOfDocument(db, account, id)
  const serverId = serverIdOf(db, account, id)
  const actions = [...listActions(db, account, serverId)]
  const pending = allRows(db, account).filter(row => row.documentId !== null && row.state !== 'done' && row.state !== 'discarded' && serverIdOf(db, account, row.documentId) === serverId)
  return {
    row: rowOf(desk, seen.doc, task, seen.pendingVerb), document: seen.doc, task, can: allowed(desk, seen.doc, task, pending), actions,
    attachments: viewAttachments(attachments, db, [...seen.doc.attachments, ...copiesBeside(desk, seen.doc)]), names: namesOf(desk, seen.doc, actions, task),
    maySignAndSend: holdsRole(officerOf(desk), 'clerk', desk.now()) && holdsRole(officerOf(desk), 'leader', desk.now()),
    upgrade: viewUpgradeOf(desk, id),
    pending: pending.map(row => ({ outboxId: row.id, verb: row.verb, state: row.state, problemCode: row.problem?.code ?? null })),
  }
}

/**
 * What may be done now is the server's word (`Task.can`). A draft that the province does not know yet has no task: its
 * author may submit it, which is the protocol's rule for own drafts, and the rows wait for each other.
 */
function allowed(desk: Desk, doc: OfficialDocument, task: Task | null, pending: readonly OutboxRow[]): string[] {
  if (task !== null) return task.can
  const isOwnDraft = doc.direction === 'draft' && doc.state === 'drafting' && (doc.authorId === null || doc.authorId === desk.officerId)
  return isOwnDraft && !pending.some(row => row.verb === 'submit') ? ['submit'] : []
}

function rowOf(desk: Desk, doc: OfficialDocument, task: Task | null, pendingVerb: string | null): DocumentRow {
  const main = doc.attachments.find(each => each.role === 'main')
  const receivedAt = doc.receivedAt === null ? null : wireInstant(doc.receivedAt)
  const assignedAt = task?.assignedAt == null ? null : wireInstant(task.assignedAt)
  return {
    documentId: doc.id, taskId: task?.id ?? null, direction: doc.direction, kind: doc.kind, number: doc.number, notation: doc.notation, subject: doc.subject,
    issuerId: doc.issuerId, issuerName: doc.issuerName, issuedAt: doc.issuedAt, receivedAt, sortAt: receivedAt ?? assignedAt ?? 0,
    dueAt: task?.dueAt ?? doc.dueAt, urgency: doc.urgency, state: doc.state, taskRole: task?.role ?? null, taskState: task?.state ?? null,
    unread: task !== null && task.keywords['$seen'] !== true, flagged: task?.keywords['$flagged'] === true,
    attachmentCount: doc.attachments.length, addresseeCount: doc.addressees.length,
    verdict: main === undefined ? null : getVerdict(desk.store.db, main.sha256)?.report.verdict ?? null, pendingVerb,
  }
}

function namesOf(desk: Desk, doc: OfficialDocument, actions: readonly Action[], task: Task | null): Record<string, string> {
  const { account, store: { db } } = desk
  const agencies = [doc.issuerId, ...doc.addressees.map(each => each.agencyId), ...doc.statuses.map(each => each.agencyId), ...actions.flatMap(each => each.toAgencyIds)]
  const officers = [doc.authorId, task?.assignedBy, ...doc.statuses.map(each => each.by), ...actions.flatMap(each => [each.by, ...each.toOfficerIds, ...each.assignees.map(one => one.officerId)])]
  const names: Record<string, string> = {}
  for (const id of agencies) if (id != null) names[id] ??= getAgency(db, account, id)?.name ?? ''
  for (const id of officers) if (id != null && names[id] === undefined) {
    const officer = getOfficer(db, account, id)
    names[id] = officer === null ? '' : officer.title === null ? officer.name : `${officer.title} ${officer.name}`
  }
  return Object.fromEntries(Object.entries(names).filter(([, name]) => name !== ''))
}

export function officerOf({ store: { db }, account, officerId }: Desk) {
  return officerId === null ? null : getOfficer(db, account, officerId)
}

async function search({ store: { db }, account }: Desk, text: string, limit: number) {
  if (text.trim() === '') return { rows: [], agencies: [], officers: [] }
  return {
    rows: [...searchDocuments(db, account, text, limit)],
    agencies: searchAgencies(db, account, text, 5).map(({ id, name }) => ({ id, name })),
    officers: searchOfficers(db, account, { text, limit: 5 }).map(({ id, name, title, agencyId }) => ({ id, name, title, agencyName: getAgency(db, account, agencyId)?.name ?? '' })),
  }
}
