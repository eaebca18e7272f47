import type { BlobRef } from '../../shared/model/edoc.ts'
import { isBelow, type SignatureLevel } from '../../shared/model/signature-level.ts'
import type { Problem } from '../../shared/problem.ts'
import { addAudit } from '../store/audit.ts'
import { retireBlobs, unuseBlobs, useBlobs } from '../store/blob-keeping.ts'
import { type Database, transact } from '../store/database.ts'
import type { Store } from '../store/open.ts'
import { getOutbox } from '../store/outbox.ts'
import { getUpgrade, insertUpgrade, saveUpgrade, type UpgradeRow, upgradeUser } from '../store/upgrades.ts'
import { enqueueAction } from './enqueue-action.ts'
import type { Moment } from './moment.ts'
import { swapFile } from './swap-file.ts'

/** A signed file that stands below what policy wants. */
export interface UpgradeWish {
  readonly account: string
  readonly documentId: string
  /** The row of the outbox that carries the file. */
  readonly outboxId: string
  readonly file: BlobRef
  readonly level: SignatureLevel
  readonly wanted: SignatureLevel
  readonly holds: boolean
}

/** Queues a file to rise; inside the transaction that writes the row that carries it. Nothing where it has all that is wanted. */
export function enqueueUpgrade(db: Database, wish: UpgradeWish, { now, newId }: Moment): void {
  if (!isBelow(wish.level, wish.wanted)) return
  const id = newId()
  const { sha256, size } = wish.file
  insertUpgrade(db, { id, ...wish, signed: { sha256, size }, evidenceId: null, state: 'waiting', problem: null, attempts: 0, nextTryAt: now, renewAt: null, madeAt: now, doneAt: null })
  useBlobs(db, upgradeUser(id), [sha256])
}

/** What a try brought: the file as it stands now (its blob flushed to the work root), or null where nothing was added. */
export interface Rise {
  readonly file: BlobRef | null
  readonly level: SignatureLevel
  readonly waiting: boolean
  readonly problem: Problem | null
  /** When to try again while it waits, and when the last document timestamp has to be renewed. */
  readonly nextTryAt: number
  readonly renewAt: number | null
}

/**
 * Writes the outcome in one transaction: the row; what carries the file, swapped while no byte of it was sent; where it
 * was, the move `evidence`; the claims on both blobs. False when another process was quicker, and then nothing is written.
 */
export function settleRise(store: Store, row: UpgradeRow, rise: Rise, moment: Moment): boolean {
  return change(store, row, moment.now, () => {
    const { db } = store
    const risen: UpgradeRow = { ...row, file: rise.file ?? row.file, level: rise.level, problem: rise.problem, renewAt: rise.renewAt, attempts: row.attempts + 1 }
    const nextTryAt = rise.waiting ? rise.nextTryAt : laterOf(rise.renewAt, rise.nextTryAt)
    const ended = { state: rise.waiting ? 'waiting' as const : 'done' as const, nextTryAt, doneAt: rise.waiting ? null : moment.now }
    if (rise.file === null) return { ...risen, ...ended }
    const before = getOutbox(db, row.outboxId)
    // Taken back while it rose: nobody is to get it.
    if (before === null || before.state === 'discarded') return { ...row, state: 'ended', nextTryAt: null, doneAt: moment.now }
    addAudit(db, moment.now, 'document.raised', { documentId: row.documentId, sha256: rise.file.sha256, level: rise.level })
    const [carrier] = swapFile(db, row, rise.file)
    if (carrier !== undefined) return { ...risen, ...ended, outboxId: carrier }
    // A copy that went along with a comment: nothing can follow it, and what was sent stays what it is.
    if (before.verb === 'comment') return { ...row, state: 'ended', nextTryAt: null, doneAt: moment.now }
    const evidence = enqueueAction(db, { account: row.account, verb: 'evidence', documentId: row.documentId, attachments: [rise.file], isWhateverRev: true }, { ...moment, undoMs: 0 })
    return { ...risen, state: 'sending', evidenceId: evidence.id, nextTryAt: moment.now + LOOK_AGAIN_MS, doneAt: null }
  })
}

/** The evidence is on the province: at the wanted level that was all. */
export function settleSent(store: Store, row: UpgradeRow, nextTryAt: number, now: number): boolean {
  const isWaiting = isBelow(row.level, row.wanted)
  return change(store, row, now, () => ({ ...row, evidenceId: null, state: isWaiting ? 'waiting' : 'done', nextTryAt: isWaiting ? nextTryAt : laterOf(row.renewAt, nextTryAt), doneAt: isWaiting ? null : now }))
}

/** Another file grew out of the signed one and stands in its place: that one rises now. */
export function takeOver(store: Store, row: UpgradeRow, file: BlobRef, now: number): boolean {
  return change(store, row, now, () => ({ ...row, file, evidenceId: null, state: 'waiting', nextTryAt: now }))
}

/** Nothing is left to raise, or it is not ours to raise any more. */
export function endUpgrade(store: Store, row: UpgradeRow, now: number): boolean {
  return change(store, row, now, () => ({ ...row, state: 'ended', nextTryAt: null, doneAt: now }))
}

/** Looks again later; nothing else changes. */
export function postpone(store: Store, row: UpgradeRow, nextTryAt: number, now: number): boolean {
  return change(store, row, now, () => ({ ...row, nextTryAt }))
}

/** The queue is told of a move's end by looking; the sync's own news make that look come sooner. */
export const LOOK_AGAIN_MS = 60_000

/** A renewal that is due and did not come about is tried again like everything else, not at once. */
function laterOf(renewAt: number | null, nextTryAt: number): number | null {
  return renewAt === null ? null : Math.max(renewAt, nextTryAt)
}

/** One transaction over a row that must still be what the caller has seen; its claim follows the file it names. */
function change(store: Store, row: UpgradeRow, now: number, next: () => UpgradeRow): boolean {
  const { db } = store
  const freed = transact(db, () => {
    const current = getUpgrade(db, row.id)
    if (current === null || current.state !== row.state || current.file.sha256 !== row.file.sha256) return null
    // Whether it holds others back is not ours to say: the officer may have let them go while it rose.
    const changed = { ...next(), holds: current.holds }
    saveUpgrade(db, changed)
    const user = upgradeUser(row.id)
    const old = unuseBlobs(db, user)
    const isOpen = changed.state === 'waiting' || changed.state === 'sending'
    if (isOpen) useBlobs(db, user, [changed.file.sha256])
    return old.filter(sha256 => !isOpen || sha256 !== changed.file.sha256)
  })
  if (freed === null) return false
  retireBlobs(store, freed, now)
  return true
}
