import { z } from 'zod'
import { isDocumentKind } from '../../../shared/model/document-kind.ts'
import { OfficialDocument } from '../../../shared/model/edoc.ts'
import { isCalendarDate, wireInstant } from '../../../shared/model/vietnam-time.ts'
import { PURPOSES, URGENCIES } from '../../../shared/model/words.ts'
import { SetFailure } from '../jmap/failure.ts'
import { applyPatch } from '../jmap/pointer.ts'
import type { WriteContext } from '../jmap/type-table.ts'
import { destroyObject, type Json } from '../store/objects.ts'
import { sql } from '../store/open-store.ts'
import { BlobInput, readProperties } from './action-input.ts'
import { readFiles } from './files.ts'
import { readAgency } from './officers.ts'
import { nextId, ownerOf, putDocument, tasksOf } from './records.ts'
import { writeWork } from './work-on-document.ts'

const Text = z.string().max(100_000)
const Id = z.string().min(1).max(255)
const list = <T extends z.ZodType>(item: T, most: number) => z.array(item).max(most).nullish().transform(value => value ?? [])
const orNull = <T extends z.ZodType>(item: T) => item.nullish().transform(value => value ?? null)

/** What the author of a draft may say; the rest is the server's. */
const DraftInput = z.strictObject({
  kind: z.string().refine(isDocumentKind), subject: z.string().trim().min(1).max(2_000), summary: orNull(Text), urgency: z.enum(URGENCIES).nullish().transform(value => value ?? 'normal'),
  dueAt: orNull(z.string().max(40).refine(text => isCalendarDate(text) || wireInstant(text) !== null)),
  addressees: list(z.strictObject({ agencyId: Id, purpose: z.enum(PURPOSES).default('to-do') }), 1_000), relatedIds: list(Id, 500),
  signers: list(z.strictObject({ capacity: orNull(z.string().max(500)), position: orNull(z.string().max(500)), fullName: z.string().max(500) }), 20),
  attachments: list(BlobInput, 100),
})
const EDITABLE = Object.keys(DraftInput.shape)

/** OfficialDocument/set create: a draft of one's own. */
export function createDraft(context: WriteContext, raw: Json): Json {
  const { store, caller } = context
  const { clientRef, direction, ...rest } = raw
  if (direction !== 'draft') throw new SetFailure('invalidProperties', 'direction', { properties: ['direction'] })
  const input = readDraft(context, rest)
  const agency = readAgency(store, caller.agencyId)
  const draft = OfficialDocument.parse({
    ...input, id: nextId(store, 'd'), clientRef: clientRef ?? null, direction, authorId: caller.officerId, issuerId: caller.agencyId,
    issuerName: agency?.name ?? null, state: 'drafting', rev: 0,
  })
  putDocument(store, draft, { agencyId: caller.agencyId, sourceId: null })
  return writeWork({ store, now: context.now() }, { before: null, doc: draft, tasks: [] })
}

/** OfficialDocument/set update of one's own draft. `expectRev` guards against a change made elsewhere and is not stored. */
export function updateDraft(context: WriteContext, current: Json, patch: Json): Json {
  const draft = ownDraft(context, current)
  const { expectRev, ...changes } = patch
  if (expectRev !== undefined && expectRev !== null && expectRev !== draft.rev) throw new SetFailure('conflict', `the draft is at rev ${draft.rev}`, { rev: draft.rev })
  const foreign = Object.keys(changes).map(key => key.split('/')[0] ?? '').filter(name => !EDITABLE.includes(name))
  const unchanged = foreign.filter(name => Object.hasOwn(changes, name) && JSON.stringify(changes[name]) === JSON.stringify(current[name]))
  const wrong = foreign.filter(name => !unchanged.includes(name))
  if (wrong.length > 0) throw new SetFailure('invalidProperties', wrong.join(', '), { properties: wrong })
  const patched = applyPatch(current, changes)
  const input = readDraft(context, Object.fromEntries(EDITABLE.map(name => [name, patched[name]])))
  const written = writeWork({ store: context.store, now: context.now() }, { before: draft, doc: { ...draft, ...input }, tasks: tasksOf(context.store, draft.id) })
  return { rev: written.rev }
}

export function destroyDraft(context: WriteContext, current: Json): void {
  const draft = ownDraft(context, current)
  const now = context.now()
  for (const task of tasksOf(context.store, draft.id)) destroyObject(context.store, 'Task', task.id, now)
  for (const id of sql(context.store, 'select id from action where document = ?').pluck().all(draft.id) as string[]) destroyObject(context.store, 'Action', id, now)
  destroyObject(context.store, 'OfficialDocument', draft.id, now)
  for (const table of ['task', 'action'] as const) context.store.db.prepare(`delete from ${table} where document = ?`).run(draft.id)
}

function ownDraft({ caller, store }: WriteContext, current: Json): OfficialDocument {
  const doc = OfficialDocument.parse(current)
  if (doc.authorId !== caller.officerId || ownerOf(store, doc.id).agencyId !== caller.agencyId) throw new SetFailure('forbidden', 'not your draft')
  if (doc.state !== 'drafting') throw new SetFailure('forbidden', `the document is ${doc.state}`)
  return doc
}

function readDraft(context: WriteContext, raw: Json) {
  const input = readProperties(DraftInput, raw)
  const unknown = input.addressees.find(({ agencyId }) => readAgency(context.store, agencyId) === null)
  if (unknown !== undefined) throw new SetFailure('invalidProperties', `agency ${unknown.agencyId}`, { properties: ['addressees'] })
  return { ...input, attachments: readFiles(context.store, context.accountId, input.attachments) }
}
