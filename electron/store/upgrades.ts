import { z } from 'zod'
import { BlobRef } from '../../shared/model/edoc.ts'
import { SIGNATURE_LEVELS, type SignatureLevel } from '../../shared/model/signature-level.ts'
import { UPGRADE_STATES, type UpgradeState } from '../../shared/model/signature-upgrade.ts'
import type { Problem } from '../../shared/problem.ts'
import { type Database, LIMIT, sql } from './database.ts'
import { ProblemJson } from './outbox.ts'

export const SignedFile = z.object({ sha256: z.string(), size: z.number() })
export type SignedFile = z.infer<typeof SignedFile>

/** One signed file that is to rise. */
export interface UpgradeRow {
  readonly id: string
  readonly account: string
  readonly documentId: string
  /** The row of the outbox that carries the file. */
  readonly outboxId: string
  /** The row that brings what has risen after the file was sent; null where none is on its way. */
  readonly evidenceId: string | null
  /** The file as it stands now; its bytes are in the work root while it waits. */
  readonly file: BlobRef
  /** The file as it was signed here: whatever else may stand in its place must have grown out of it. */
  readonly signed: SignedFile
  readonly level: SignatureLevel
  readonly wanted: SignatureLevel
  /** Policy: what carries the file is not sent before the file has a timestamp. */
  readonly holds: boolean
  readonly state: UpgradeState
  readonly problem: Problem | null
  readonly attempts: number
  /** When to look at it again; null: never. */
  readonly nextTryAt: number | null
  readonly renewAt: number | null
  readonly madeAt: number
  readonly doneAt: number | null
}

interface Raw {
  id: string, account: string, document_id: string, outbox_id: string, evidence_id: string | null, sha256: string, file: string, signed: string, level: string, wanted: string, holds: number, state: string
  problem: string | null, attempts: number, next_try_at: number | null, renew_at: number | null, made_at: number, done_at: number | null
}

/** Inside the transaction that also writes the row of the outbox. */
export function insertUpgrade(db: Database, row: UpgradeRow): void {
  sql(db, `insert into upgrade (id, account, document_id, outbox_id, evidence_id, sha256, file, signed, level, wanted, holds, state, problem, attempts, next_try_at, renew_at, made_at, done_at)
    values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`)
    .run(row.id, row.account, row.documentId, ...mutable(row))
}

export function saveUpgrade(db: Database, row: UpgradeRow): void {
  sql(db, `update upgrade set outbox_id = ?, evidence_id = ?, sha256 = ?, file = ?, signed = ?, level = ?, wanted = ?, holds = ?, state = ?, problem = ?, attempts = ?, next_try_at = ?, renew_at = ?, made_at = ?, done_at = ? where id = ?`)
    .run(...mutable(row), row.id)
}

export function getUpgrade(db: Database, id: string): UpgradeRow | null {
  const raw = sql<Raw>(db, 'select * from upgrade where id = ?').get(id)
  return raw === undefined ? null : parseRow(raw)
}

/** Rows to be looked at now, the longest due first. */
export function dueUpgrades(db: Database, account: string, now: number, limit: number): readonly UpgradeRow[] {
  return sql<Raw>(db, `select * from upgrade indexed by upgrade_due where account = :account and next_try_at is not null and next_try_at <= :now order by next_try_at ${LIMIT}`).all({ account, now, limit }).map(parseRow)
}

/** When the next row is due; null when none ever will be. */
export function nextUpgradeAt(db: Database, account: string): number | null {
  return sql<{ at: number | null }>(db, 'select min(next_try_at) at from upgrade indexed by upgrade_due where account = ? and next_try_at is not null').get(account)?.at ?? null
}

/** The network is back: what waits is due at once. Renewals keep their day. */
export function hastenUpgrades(db: Database, account: string, now: number): void {
  sql(db, `update upgrade set next_try_at = ? where account = ? and state = 'waiting' and next_try_at > ?`).run(now, account, now)
}

/** A file that could not be opened can be now. */
export function hastenUpgradeOf(db: Database, account: string, sha256: string, now: number): void {
  sql(db, `update upgrade set next_try_at = ? where account = ? and state = 'waiting' and next_try_at > ? and sha256 = ?`).run(now, account, now, sha256)
}

/** What has not come to its end, and what a document has: newest first. */
export function openUpgrades(db: Database, account: string): readonly UpgradeRow[] {
  return sql<Raw>(db, `select * from upgrade where account = ? and state in ('waiting', 'sending') order by made_at desc, id`).all(account).map(parseRow)
}

export function upgradesOfDocument(db: Database, account: string, ids: readonly [string, string]): readonly UpgradeRow[] {
  return sql<Raw>(db, 'select * from upgrade indexed by upgrade_by_document where account = ? and document_id in (?, ?) order by made_at desc, id').all(account, ...ids).map(parseRow)
}

/** Whether a file has a row of its own that it rises by. */
export function risesByItself(db: Database, account: string, sha256: string): boolean {
  return sql(db, `select 1 from upgrade where account = ? and sha256 = ? and state in ('waiting', 'sending')`).get(account, sha256) !== undefined
}

/** Rows of the outbox that policy holds back until their file has its timestamp. */
export function heldOutboxIds(db: Database, account: string): ReadonlySet<string> {
  return new Set(sql<{ id: string }>(db, `select outbox_id id from upgrade where account = ? and holds = 1 and state = 'waiting' and level = 'B-B'`).all(account).map(row => row.id))
}

/** Nobody waits for their timestamps any more: what carries them may go. Answers how many were held. */
export function releaseHeld(db: Database, account: string): number {
  return sql(db, `update upgrade set holds = 0 where account = ? and holds = 1 and state = 'waiting'`).run(account)
}

/** Under which name a row claims its blob in the work root. */
export function upgradeUser(id: string): string {
  return `upgrade:${id}`
}

function mutable(row: UpgradeRow): (string | number | null)[] {
  return [row.outboxId, row.evidenceId, row.file.sha256, JSON.stringify(row.file), JSON.stringify(row.signed), row.level, row.wanted, Number(row.holds), row.state, row.problem === null ? null : JSON.stringify(row.problem),
    row.attempts, row.nextTryAt, row.renewAt, row.madeAt, row.doneAt]
}

const Level = z.enum(SIGNATURE_LEVELS)
const State = z.enum(UPGRADE_STATES)

function parseRow(raw: Raw): UpgradeRow {
  return {
    id: raw.id, account: raw.account, documentId: raw.document_id, outboxId: raw.outbox_id, evidenceId: raw.evidence_id, signed: SignedFile.parse(JSON.parse(raw.signed)), file: BlobRef.parse(JSON.parse(raw.file)), level: Level.parse(raw.level), wanted: Level.parse(raw.wanted),
    holds: raw.holds === 1, state: State.parse(raw.state), problem: raw.problem === null ? null : ProblemJson.parse(JSON.parse(raw.problem)), attempts: raw.attempts,
    nextTryAt: raw.next_try_at, renewAt: raw.renew_at, madeAt: raw.made_at, doneAt: raw.done_at,
  }
}
