/** Trạng thái thu hồi of a judged path, from the evidence at hand (ETSI EN 319 102-1 §5.2.5, §5.5). Asks nobody. */
import type { SignatureVerdict } from '../../shared/model/signature-report.ts'
import { vietnamIso } from '../../shared/model/vietnam-time.ts'
import type { Certificate } from '../pki/certificate.ts'
import type { RevocationStatus } from '../pki/evidence.ts'
import { pathStatuses } from '../pki/path-status.ts'
import type { ReadEvidence } from '../pki/revocation.ts'

export interface RevocationQuestion {
  /** From the signer to the anchor; empty where none was found. */
  readonly path: readonly Certificate[]
  readonly evidence: ReadEvidence
  readonly candidates: readonly Certificate[]
  /** When the signature is proven to have been there, else now: what was revoked later does not harm it. */
  readonly at: number
  readonly now: number
}

/**
 * `unknown` where a certificate of the path is left without an answer; `told` is the signer's own status, `lastNewsAt`
 * the newest list of the signer's authority that has run out.
 */
export interface Revocation { readonly kind: 'good' | 'revoked' | 'unknown'; readonly told: RevocationStatus | null; readonly lastNewsAt: number | null }

export function judgeRevocation({ path, evidence, candidates, at, now }: RevocationQuestion): Revocation {
  if (path.length === 0) return { kind: 'unknown', told: null, lastNewsAt: null }
  const statuses = pathStatuses({ path, evidence, candidates, at, now })
  const [told = null] = statuses
  const revoked = statuses.find(status => status.kind === 'revoked')
  if (revoked !== undefined) return { kind: 'revoked', told: revoked, lastNewsAt: null }
  return { kind: statuses.every(status => status.kind === 'good') ? 'good' : 'unknown', told, lastNewsAt: lastNews(told, path, evidence) }
}

/** "CRL ngày 20/11" in the words for what could not be checked. */
function lastNews(told: RevocationStatus | null, [signer]: readonly Certificate[], { crls }: ReadEvidence): number | null {
  if (told?.kind !== 'unknown' || told.why !== 'stale') return null
  const dates = crls.filter(crl => crl.issuer.key === signer?.issuer.key).map(crl => crl.thisUpdate)
  return dates.length === 0 ? null : Math.max(...dates)
}

/** RFC 3161 §4: revoked for one of these, a TSA's earlier tokens stay what they are. */
const HARMLESS: readonly string[] = ['affiliationChanged', 'superseded', 'cessationOfOperation']

/**
 * A timestamp stands by the time that it states itself: evidence of then is enough. Revoked since then it proves nothing
 * any more, unless something newer proves that it was there before, or its key was never in doubt.
 */
export function judgeTimestampRevocation(question: RevocationQuestion & { readonly statedAt: number }): Revocation {
  const later = judgeRevocation(question)
  const isHarmless = later.told?.kind === 'revoked' && HARMLESS.includes(later.told.reason) && later.told.at > question.statedAt
  return later.kind === 'revoked' && !isHarmless ? later : judgeRevocation({ ...question, at: Math.min(question.at, question.statedAt) })
}

/** As the report says it (cli.md); with `none`, `producedAt` is the date of the last list that has run out. */
export function revocationWords({ told, lastNewsAt }: Revocation): SignatureVerdict['revocation'] {
  return told === null || told.kind === 'unknown' ? { source: 'none', producedAt: lastNewsAt === null ? null : vietnamIso(lastNewsAt) } : { source: told.source, producedAt: vietnamIso(told.producedAt) }
}
