import type { BlobRef, OfficialDocument } from '../../shared/model/edoc.ts'
import type { OutboxRow } from '../store/outbox.ts'
import type { UpgradeRow } from '../store/upgrades.ts'
import { filesOf } from './send-files.ts'

/** What the queue finds when it looks at a row again; null where it is not there any more. */
export interface UpgradeFacts {
  readonly row: UpgradeRow
  readonly carrier: OutboxRow | null
  readonly evidence: OutboxRow | null
  /** The document as the officer sees it. */
  readonly doc: OfficialDocument | null
}

/**
 * `raise`: the file is the document's; `overtaken`: another stands in its place, which may have grown out of it; `sent`:
 * the evidence arrived; `refused`: it did not, and must not keep later moves waiting; `later`: it is on its way;
 * `after-dispatch`: others still work on the paper, see `isUnderWay`.
 */
export type UpgradeStep =
  | { readonly kind: 'raise' | 'sent' | 'later' | 'after-dispatch' | 'end' }
  | { readonly kind: 'refused'; readonly evidenceId: string }
  | { readonly kind: 'overtaken'; readonly by: BlobRef }

/** What is to be done with a signed file that is to rise. */
export function decideUpgrade({ row, carrier, evidence, doc }: UpgradeFacts): UpgradeStep {
  if (row.state === 'sending') {
    if (evidence === null || evidence.state === 'discarded') return { kind: 'end' }
    if (evidence.state === 'parked') return { kind: 'refused', evidenceId: evidence.id }
    return { kind: evidence.state === 'done' ? 'sent' : 'later' }
  }
  if (carrier === null || carrier.state === 'discarded') return { kind: 'end' }
  if (mayStillSwap(carrier, row)) return { kind: 'raise' }
  const standing = standingFile(row, doc)
  if (standing === null || doc === null) return { kind: 'end' }
  if (isUnderWay(doc)) return { kind: 'after-dispatch' }
  return standing.sha256 === row.file.sha256 ? { kind: 'raise' } : { kind: 'overtaken', by: standing }
}

/**
 * A paper that has its number is being sealed by the clerk as it stands there. Evidence that came in between would leave that
 * seal on a file that stands there no more: the clerk would have to sign again. What is sealed carries the leader's signature
 * too, so after the dispatch it is the sealed file that rises. Before it is approved nobody takes evidence (protocol.md).
 */
function isUnderWay({ direction, state }: OfficialDocument): boolean {
  return direction !== 'in' && UNDER_WAY.includes(state)
}

const UNDER_WAY: readonly string[] = ['drafting', 'submitted', 'numbered']

/** Nobody has it yet but the outbox: a copy that goes along with a comment never stands among the document's files. */
function mayStillSwap(carrier: OutboxRow, { file }: UpgradeRow): boolean {
  return carrier.state === 'waiting' && carrier.attempts === 0 && filesOf(carrier).some(each => each.sha256 === file.sha256)
}

/** The document's file of the row's role and name. */
export function standingFile({ file }: Pick<UpgradeRow, 'file'>, doc: OfficialDocument | null): BlobRef | null {
  return doc?.attachments.find(each => each.role === file.role && each.name === file.name) ?? null
}

const FIRST_MS = 15_000
/** A service that never answers (a TSA of another country's root) is asked a dozen times a day at most. */
const LONGEST_MS = 2 * 3_600_000

/** How long to wait before the next try, at least half of a doubling limit: an office's clients must not come to a TSA in step. */
export function upgradeBackoffMs(attempts: number, random: () => number): number {
  const limit = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts, 20))
  return Math.floor(limit / 2 + random() * limit / 2)
}
