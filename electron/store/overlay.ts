import { OfficialDocument } from '../../shared/model/edoc.ts'
import { localIdOf, serverIdOf } from './alias.ts'
import { type Database, sql } from './database.ts'
import { documentColumns, instant, mainPdf } from './document-columns.ts'
import { DocumentPatch, openRowsOfDocument, TaskPatch } from './outbox.ts'
import { decideOverlay } from './decide-overlay.ts'

/**
 * Writes anew what the outbox lays over one document and its tasks. Call it in the transaction that changed a row of
 * the outbox: the overlay is always the sum of the rows that are open, whatever was done, parked or taken back.
 */
export function rebuildOverlay(db: Database, account: string, documentId: string): void {
  const serverId = serverIdOf(db, account, documentId)
  const localId = localIdOf(db, account, documentId)
  for (const id of new Set([documentId, serverId, localId])) {
    sql(db, 'delete from overlay_document where account = ? and id = ?').run(account, id)
    sql(db, 'delete from overlay_task where account = ? and document_id = ?').run(account, id)
  }
  const seen = decideOverlay(openRowsOfDocument(db, account, [serverId, localId]))
  if (seen.born !== null) putBorn(db, account, Object.assign({}, seen.born, seen.document, { id: serverId }), seen.pendingVerb)
  else if (seen.document !== null || seen.pendingVerb !== null) putPatch(db, { account, id: serverId }, seen.document ?? {}, seen.pendingVerb)
  for (const [taskId, patch] of Object.entries(seen.tasks)) putTaskPatch(db, { account, id: taskId }, serverId, patch)
}

/** What waits for the province about one document: the whole of it when it was born here, else what changes. */
export interface DocumentOverlay { readonly born: OfficialDocument | null, readonly patch: DocumentPatch, readonly pendingVerb: string | null }

export function getOverlay(db: Database, account: string, documentId: string): DocumentOverlay | null {
  const row = sql<{ born: number, patch: string, pending_verb: string | null }>(db, 'select born, patch, pending_verb from overlay_document where account = ? and id = ?').get(account, documentId)
  if (row === undefined) return null
  const json: unknown = JSON.parse(row.patch)
  return row.born === 1
    ? { born: OfficialDocument.parse(json), patch: {}, pendingVerb: row.pending_verb }
    : { born: null, patch: DocumentPatch.parse(json), pendingVerb: row.pending_verb }
}

export function getTaskPatch(db: Database, account: string, taskId: string): TaskPatch | null {
  const row = sql<{ patch: string }>(db, 'select patch from overlay_task where account = ? and id = ?').get(account, taskId)
  return row === undefined ? null : TaskPatch.parse(JSON.parse(row.patch))
}

function putBorn(db: Database, account: string, doc: OfficialDocument, pendingVerb: string | null): void {
  const columns = documentColumns(doc)
  insert(db, [account, doc.id, 1, doc.direction, doc.kind, doc.subject, doc.summary, doc.urgency, doc.dueAt, columns.dueAt, doc.state, columns.attachmentCount, columns.addresseeCount,
    columns.mainSha256, columns.sortAt, pendingVerb, JSON.stringify(doc)])
}

interface Key { readonly account: string, readonly id: string }

function putPatch(db: Database, { account, id }: Key, patch: DocumentPatch, pendingVerb: string | null): void {
  const { attachments, addressees } = patch
  insert(db, [account, id, 0, patch.direction ?? null, patch.kind ?? null, patch.subject ?? null, patch.summary ?? null, patch.urgency ?? null, patch.dueAt ?? null, instant(patch.dueAt ?? null),
    patch.state ?? null, attachments?.length ?? null, addressees?.length ?? null, attachments === undefined ? null : mainPdf(attachments)?.sha256 ?? null, null, pendingVerb, JSON.stringify(patch)])
}

function insert(db: Database, values: readonly (string | number | null)[]): void {
  sql(db, `insert into overlay_document (account, id, born, direction, kind, subject, summary, urgency, due_on, due_at, state, attachment_count, addressee_count,
    main_sha256, sort_at, pending_verb, patch) values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`).run(...values)
}

function putTaskPatch(db: Database, { account, id }: Key, documentId: string, patch: TaskPatch): void {
  const flag = (value: boolean | undefined): number | null => value === undefined ? null : Number(value)
  sql(db, 'insert or replace into overlay_task (account, id, document_id, seen, flagged, to_sign, state, patch) values (?,?,?,?,?,?,?,?)')
    .run(account, id, documentId, flag(patch.seen), flag(patch.flagged), patch.can === undefined ? null : 0, null, JSON.stringify(patch))
}
