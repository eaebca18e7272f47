/** What lists say of a certificate (RFC 5280 §6.3.3). */
import type { Certificate } from './certificate.ts'
import type { Crl } from './crl.ts'
import { findEntry, type CrlEntry } from './crl-entries.ts'
import { isDeltaOf, pointsOf, speaksFor } from './crl-scope.ts'
import { ALL_REASONS } from './distribution-point.ts'
import { DerError } from './der-read.ts'
import type { RevocationStatus } from './evidence.ts'
import { isFresh, isFromFuture, mayHaveForgotten } from './freshness.ts'

export interface CrlQuestion {
  readonly certificate: Certificate
  readonly crls: readonly Crl[]
  readonly at: number
  readonly now: number
  /** Whether who signed the list may: its certificate, usage, path and value (§6.3.3 f, g). */
  readonly isFromAuthority: (crl: Crl) => boolean
}

/** One list, with its delta where there is one, about one certificate. */
interface Reading { readonly entry: CrlEntry | null; readonly newest: Crl }

/** Newest lists first; each adds the reasons that it covers until all are. A revocation counts even in a list that has run out. */
export function crlStatus(question: CrlQuestion): RevocationStatus {
  const { certificate, at, now } = question
  const lists = question.crls.filter(crl => !isFromFuture(crl, now)).toSorted((a, b) => b.thisUpdate - a.thisUpdate)
  let covered = 0
  let producedAt = Infinity
  let why: 'absent' | 'stale' | 'refused' = 'absent'
  for (const point of pointsOf(certificate)) {
    for (const crl of lists) {
      const reasons = (crl.scope?.reasons ?? ALL_REASONS) & point.reasons
      if (crl.baseNumber !== null || (reasons & ~covered) === 0 || !speaksFor(crl, point, certificate)) continue
      const reading = question.isFromAuthority(crl) ? readList(question, crl, lists) : null
      if (!reading) {
        why = 'refused'
        continue
      }
      const { entry, newest } = reading
      if (entry && entry.reason !== 'removeFromCRL' && entry.at <= at) return { kind: 'revoked', ...entry, source: 'crl', producedAt: newest.thisUpdate }
      if (!isFresh(newest, at) || mayHaveForgotten(certificate, newest.thisUpdate, newest.keepsExpiredSince)) {
        why = 'stale'
        continue
      }
      covered |= reasons
      producedAt = Math.min(producedAt, newest.thisUpdate)
    }
  }
  return covered === ALL_REASONS ? { kind: 'good', source: 'crl', producedAt } : { kind: 'unknown', why }
}

/** Null when the list must not be used at all (§5.3). */
function readList({ certificate, isFromAuthority }: CrlQuestion, crl: Crl, lists: readonly Crl[]): Reading | null {
  const wanted = { serial: certificate.serialEncoded, issuerKey: certificate.issuer.key }
  const delta = lists.find(one => isDeltaOf(one, crl) && isFromAuthority(one))
  try {
    const added = delta ? findEntry(delta, wanted) : null
    return { entry: added ?? findEntry(crl, wanted), newest: delta ?? crl }
  } catch (error) {
    if (error instanceof DerError) return null
    throw error
  }
}
