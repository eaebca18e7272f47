import type { BlobRef } from '../../shared/model/edoc.ts'
import { blobIdOfDigest } from '../../shared/protocol/blob.ts'
import { ProblemError } from '../../shared/problem.ts'
import type { Desk } from '../handlers/desk.ts'
import type { PaperPasswords } from '../handlers/paper-passwords.ts'
import type { Certificate } from '../pki/certificate.ts'
import type { TrustServices } from '../pki/evidence.ts'
import { beginsWith } from '../signing/grown-from.ts'
import { signedPieces } from '../signing/signed-pieces.ts'
import { upgradeDocument } from '../signing/upgrade-document.ts'
import type { BlobSource } from '../store/blob-file.ts'
import { putBlob } from '../store/blobs.ts'
import { getOutbox } from '../store/outbox.ts'
import { seeDocument } from '../store/sight.ts'
import { risesByItself, type UpgradeRow } from '../store/upgrades.ts'
import { decideUpgrade, standingFile, upgradeBackoffMs, type UpgradeStep } from '../sync/decide-upgrade.ts'
import type { Moment } from '../sync/moment.ts'
import { markDiscarded } from '../sync/take-back.ts'
import { endUpgrade, LOOK_AGAIN_MS, postpone, settleRise, settleSent, takeOver } from '../sync/upgrade-queue.ts'

/** How soon after the clerk's dispatch the sealed file begins to rise; the clerk's own desk begins at once. */
const UNDER_WAY_LOOK_MS = 5 * 60_000

/** What a file needs to rise. */
export interface RaisingInputs {
  readonly desk: Desk
  readonly services: TrustServices
  readonly anchors: () => Promise<readonly Certificate[]>
  readonly fetchBlob: (ref: BlobRef) => Promise<BlobSource>
  readonly passwords: PaperPasswords
  readonly moment: () => Moment
  readonly random: () => number
}

/** One look at one row of the queue, as `decideUpgrade` says. True when something was written that others wait for. */
export async function workOnUpgrade(inputs: RaisingInputs, row: UpgradeRow): Promise<boolean> {
  const { desk: { store, account }, moment, random } = inputs
  const { now } = moment()
  const outboxRow = (id: string | null) => id === null ? null : getOutbox(store.db, id)
  const doc = seeDocument(store.db, account, row.documentId)?.doc ?? null
  const step: UpgradeStep = decideUpgrade({ row, doc, carrier: outboxRow(row.outboxId), evidence: outboxRow(row.evidenceId) })
  switch (step.kind) {
    case 'end': return endUpgrade(store, row, now)
    case 'later': return postpone(store, row, now + LOOK_AGAIN_MS, now) && false
    case 'after-dispatch': return postpone(store, row, now + UNDER_WAY_LOOK_MS, now) && false
    case 'sent': return settleSent(store, row, now + upgradeBackoffMs(row.attempts, random), now)
    case 'raise': return raise(inputs, row)
    case 'overtaken': return follow(inputs, row, step.by)
    case 'refused': {
      markDiscarded(store, step.evidenceId, now)
      const standing = standingFile(row, seeDocument(store.db, account, row.documentId)?.doc ?? null)
      // Refused although it had grown out of what stands there: then no other try would do better.
      if (standing === null || await isGrownFrom(inputs, row.file, standing)) return endUpgrade(store, row, now)
      return follow(inputs, row, standing)
    }
  }
}

/** Another file stands in the place: it rises instead if it grew out of what was signed here. */
async function follow(inputs: RaisingInputs, row: UpgradeRow, standing: BlobRef): Promise<boolean> {
  const { desk: { store, account }, moment } = inputs
  const { now } = moment()
  if (risesByItself(store.db, account, standing.sha256)) return endUpgrade(store, row, now)
  // The older file still stands there: the cache has not yet seen what was sent.
  if (row.state === 'waiting' && await isGrownFrom(inputs, row.file, standing)) return postpone(store, row, now + LOOK_AGAIN_MS, now) && false
  return await isGrownFrom(inputs, standing, row.signed) ? takeOver(store, row, standing, now) : endUpgrade(store, row, now)
}

async function raise({ desk: { store }, services, anchors, fetchBlob, passwords, moment, random }: RaisingInputs, row: UpgradeRow): Promise<boolean> {
  const source = await fetchBlob(row.file)
  try {
    const { now } = moment()
    const risen = await upgradeDocument({ source, wanted: row.wanted, services, now, anchors: await anchors(), password: passwords.of(row.file.sha256) })
    const stored = risen.tail.length === 0 ? null : await putBlob(store, 'work', signedPieces(source, risen.tail), now)
    if (stored !== null) passwords.follow(stored.sha256, row.file.sha256)
    const file = stored === null ? null : { ...row.file, ...stored, blobId: blobIdOfDigest(Buffer.from(stored.sha256, 'hex').toString('base64url')) }
    const nextTryAt = moment().now + upgradeBackoffMs(row.attempts, random)
    return settleRise(store, row, { file, level: risen.level, waiting: risen.waiting, problem: risen.waiting ? risen.problem : null, nextTryAt, renewAt: risen.renewAt }, moment()) && file !== null
  } catch (error) {
    // No signature left that could rise: somebody's own affair, and no reason to try for ever.
    if (error instanceof ProblemError && error.code === 'signing.nothing-to-raise') return endUpgrade(store, row, moment().now)
    throw error
  } finally {
    await source.close()
  }
}

/** True when the file begins with the other, byte for byte, by the other's hash. */
async function isGrownFrom({ fetchBlob }: RaisingInputs, file: BlobRef, other: { readonly sha256: string; readonly size: number }): Promise<boolean> {
  if (file.size < other.size) return false
  const source = await fetchBlob(file)
  try {
    return await beginsWith(source, other)
  } finally {
    await source.close()
  }
}
