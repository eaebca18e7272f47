import { z } from 'zod'
import { ASSIGNEE_ROLES, DIRECTIONS } from '../../shared/model/words.ts'
import { Addressee, BlobRef, OfficialDocument } from '../../shared/model/edoc.ts'
import { OUTBOX_STATES, type OutboxState } from '../../shared/model/outbox.ts'
import { isProblemCode, type Problem, type ProblemCode } from '../../shared/problem.ts'
import { type Database, sql } from './database.ts'

/** What an author writes of a draft. Attachments are whole references; their bytes are in the work root until they are sent. */
export const DraftContent = z.object({
  kind: z.string(), subject: z.string(), summary: z.string().nullable(), urgency: z.string(), dueAt: z.string().nullable(),
  addressees: z.array(z.object({ agencyId: z.string(), purpose: z.string() })), relatedIds: z.array(z.string()), attachments: z.array(BlobRef),
})
export type DraftContent = z.infer<typeof DraftContent>

/** What a row will ask of the province; ids may be local ones, they are replaced when the request is built. */
export const OutboxArguments = z.discriminatedUnion('does', [
  z.object({
    does: z.literal('action'), taskId: z.string().nullable(), expectRev: z.number().nullable(), text: z.string().nullable(), dueAt: z.string().nullable(),
    toOfficerIds: z.array(z.string()), assignees: z.array(z.object({ officerId: z.string(), role: z.enum(ASSIGNEE_ROLES) })), toAgencyIds: z.array(z.string()), attachments: z.array(BlobRef),
  }),
  z.object({ does: z.literal('draft.create'), draft: DraftContent }),
  /** `expectRev` null: based on what an earlier row of ours makes, so the server's revision is taken when it is sent. */
  z.object({ does: z.literal('draft.update'), draft: DraftContent, expectRev: z.number().nullable() }),
  z.object({ does: z.literal('task.flags'), taskId: z.string(), keywords: z.record(z.string(), z.boolean()) }),
])
export type OutboxArguments = z.infer<typeof OutboxArguments>

export const TaskPatch = z.object({ seen: z.boolean(), flagged: z.boolean(), can: z.array(z.string()) }).partial()
// Written out: partial() of the wire's schema would fill its defaults into a patch that does not name them.
export const DocumentPatch = z.object({
  direction: z.enum(DIRECTIONS), kind: z.string(), subject: z.string(), summary: z.string().nullable(), urgency: z.string(), dueAt: z.string().nullable(), state: z.string(),
  addressees: z.array(Addressee), relatedIds: z.array(z.string()), attachments: z.array(BlobRef),
}).partial()
export type TaskPatch = z.infer<typeof TaskPatch>
export type DocumentPatch = z.infer<typeof DocumentPatch>

/** What the officer sees at once, before the province has answered; laid over the cache, never written into it. */
export const Effects = z.object({ born: OfficialDocument.nullable(), document: DocumentPatch.nullable(), tasks: z.record(z.string(), TaskPatch) })
export type Effects = z.infer<typeof Effects>

export interface OutboxRow {
  /** The order in which things were done. */
  readonly seq: number
  /** The local id and the wire's clientRef in one. */
  readonly id: string
  readonly account: string, readonly verb: string, readonly documentId: string | null
  /** Rows of one key are sent strictly in order; different keys do not wait for each other. */
  readonly orderKey: string
  readonly groupId: string | null, readonly args: OutboxArguments, readonly effects: Effects, readonly dependsOn: readonly string[]
  readonly state: OutboxState, readonly attempts: number
  /** Attempts that ended with a dead connection while the province was otherwise there. */
  readonly kills: number
  readonly problem: Problem | null, readonly notBeforeAt: number, readonly nextTryAt: number, readonly createdAt: number
  readonly doneAt: number | null, readonly serverId: string | null
}

interface Raw {
  seq: number, id: string, account: string, verb: string, document_id: string | null, order_key: string, group_id: string | null, arguments: string, effects: string
  depends_on: string, state: string, attempts: number, kills: number, problem: string | null, not_before_at: number, next_try_at: number, created_at: number
  done_at: number | null, server_id: string | null
}

/** Adds a row behind all others. Call it inside the transaction that also writes the overlay. */
export function insertOutbox(db: Database, row: Omit<OutboxRow, 'seq'>): OutboxRow {
  sql(db, `insert into outbox (id, account, verb, document_id, order_key, group_id, arguments, effects, depends_on, state, attempts, kills, problem,
    not_before_at, next_try_at, created_at, done_at, server_id) values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`).run(row.id, row.account, row.verb, ...mutable(row))
  const written = getOutbox(db, row.id)
  if (written === null) throw new Error('an inserted row is there')
  return written
}

/** Writes everything of a row that may change. */
export function saveOutbox(db: Database, row: OutboxRow): void {
  sql(db, `update outbox set document_id = ?, order_key = ?, group_id = ?, arguments = ?, effects = ?, depends_on = ?, state = ?, attempts = ?, kills = ?,
    problem = ?, not_before_at = ?, next_try_at = ?, created_at = ?, done_at = ?, server_id = ? where id = ?`).run(...mutable(row), row.id)
}

export function deleteOutbox(db: Database, id: string): void {
  sql(db, 'delete from outbox where id = ?').run(id)
}

export function getOutbox(db: Database, id: string): OutboxRow | null {
  const raw = sql<Raw>(db, 'select * from outbox where id = ?').get(id)
  return raw === undefined ? null : parseRow(raw)
}

/** Rows that are neither done nor discarded, in order. */
export function openRows(db: Database, account: string): readonly OutboxRow[] {
  return sql<Raw>(db, `select * from outbox indexed by outbox_open where state in ('waiting', 'sending', 'parked') and account = ? order by seq`).all(account).map(parseRow)
}

/** Every row, oldest first; done and discarded ones stay listed. */
export function allRows(db: Database, account: string): readonly OutboxRow[] {
  return sql<Raw>(db, 'select * from outbox where account = ? order by seq').all(account).map(parseRow)
}

/** Open rows of one document, known by its local or its server id. */
export function openRowsOfDocument(db: Database, account: string, ids: readonly [string, string]): readonly OutboxRow[] {
  return sql<Raw>(db, `select * from outbox indexed by outbox_by_document where account = ? and document_id in (?, ?) and state in ('waiting', 'sending', 'parked') order by seq`)
    .all(account, ...ids).map(parseRow)
}

function mutable(row: Omit<OutboxRow, 'seq'>): (string | number | null)[] {
  return [row.documentId, row.orderKey, row.groupId, JSON.stringify(row.args), JSON.stringify(row.effects), JSON.stringify(row.dependsOn), row.state, row.attempts, row.kills,
    row.problem === null ? null : JSON.stringify(row.problem), row.notBeforeAt, row.nextTryAt, row.createdAt, row.doneAt, row.serverId]
}

const Ids = z.array(z.string())
const State = z.enum(OUTBOX_STATES)
export const ProblemJson = z.object({ code: z.string().refine(isProblemCode).transform(code => code as ProblemCode), facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])) })

function parseRow(raw: Raw): OutboxRow {
  return {
    seq: raw.seq, id: raw.id, account: raw.account, verb: raw.verb, documentId: raw.document_id, orderKey: raw.order_key, groupId: raw.group_id,
    args: OutboxArguments.parse(JSON.parse(raw.arguments)), effects: Effects.parse(JSON.parse(raw.effects)), dependsOn: Ids.parse(JSON.parse(raw.depends_on)),
    state: State.parse(raw.state), attempts: raw.attempts, kills: raw.kills, problem: raw.problem === null ? null : ProblemJson.parse(JSON.parse(raw.problem)),
    notBeforeAt: raw.not_before_at, nextTryAt: raw.next_try_at, createdAt: raw.created_at, doneAt: raw.done_at, serverId: raw.server_id,
  }
}
