import type { SignatureLevel } from '../../shared/model/signature-level.ts'
import type { Certificate } from '../pki/certificate.ts'
import type { DocumentTimestamp, LevelFacts, RaisableSignature, Stamp } from './level-facts.ts'

/** Whether there is evidence for a chain as of a time; `archived`: below the newest document timestamp. */
export interface EvidenceAtHand {
  isComplete(chain: readonly Certificate[], at: number): boolean
  isArchived(chain: readonly Certificate[], at: number): boolean
}

/** What proves when the signature was there: its own timestamp, else the first document timestamp over it. */
export function proofOfTime(signature: RaisableSignature, { timestamps }: Pick<LevelFacts, 'timestamps'>): Stamp | null {
  return signature.stamp ?? timestamps.find(({ end }) => end > signature.end) ?? null
}

/** The level that a signature has by what the document carries (ETSI EN 319 142-1 §6.3); trust is not asked. */
export function decideLevel(signature: RaisableSignature, facts: LevelFacts, evidence: EvidenceAtHand): SignatureLevel {
  const proof = proofOfTime(signature, facts)
  if (proof === null) return 'B-B'
  const chains = [signature.chain, proof.chain]
  if (!chains.every(chain => evidence.isComplete(chain, proof.at))) return 'B-T'
  const newest = facts.timestamps.at(-1)
  const isArchived = newest !== undefined && newest !== proof && newest.end > signature.end && chains.every(chain => evidence.isArchived(chain, proof.at))
  return isArchived ? 'B-LTA' : 'B-LT'
}

const DAY_MS = 86_400_000
/** Long enough for an office that is closed over Tết, and for a TSA that changes its certificate late. */
const RENEW_BEFORE_MS = 90 * DAY_MS
/** A TSA that still stamps with the old certificate is not asked daily. */
const RENEW_AT_MOST_MS = 7 * DAY_MS

/** From when on a further document timestamp has to be set, before the newest one's certificate ends; null without one. */
export function renewalAt({ timestamps }: Pick<LevelFacts, 'timestamps'>): number | null {
  const newest: DocumentTimestamp | undefined = timestamps.at(-1)
  const [tsa] = newest?.chain ?? []
  return newest === undefined || tsa === undefined ? null : Math.max(tsa.notAfter - RENEW_BEFORE_MS, newest.at + RENEW_AT_MOST_MS)
}
