/**
 * Bằng chứng kèm theo chữ ký: the seam between who fetches evidence (trust-services), who writes it into a document
 * (signing) and who judges by it (validation). All is DER, as a DSS holds it (ISO 32000-2 §12.8.4.3).
 */
import type { Problem } from '../../shared/problem.ts'

/** What a DSS carries: OCSPResponse (RFC 6960), CertificateList (RFC 5280), Certificate. */
export interface RevocationEvidence {
  readonly ocsps: readonly Uint8Array[]
  readonly crls: readonly Uint8Array[]
  readonly certificates: readonly Uint8Array[]
}

/** CRLReason (RFC 5280 §5.3.1) by name; `unspecified` also where none is given. */
export const REVOCATION_REASONS = [
  'unspecified', 'keyCompromise', 'cACompromise', 'affiliationChanged', 'superseded', 'cessationOfOperation', 'certificateHold',
  'unused', 'removeFromCRL', 'privilegeWithdrawn', 'aACompromise',
] as const
export type RevocationReason = (typeof REVOCATION_REASONS)[number]

/** `source` is where it was said, `producedAt` the thisUpdate of that answer (ms). */
export type RevocationStatus =
  | { readonly kind: 'good'; readonly source: 'ocsp' | 'crl'; readonly producedAt: number }
  | { readonly kind: 'revoked'; readonly at: number; readonly reason: RevocationReason; readonly source: 'ocsp' | 'crl'; readonly producedAt: number }
  /** `absent`: nothing speaks of it; `stale`: what does is too old; `refused`: its signer, form or nonce does not hold; `unknown`: the responder does not know it. */
  | { readonly kind: 'unknown'; readonly why: 'absent' | 'stale' | 'refused' | 'unknown' }

/** A revocation beats what says good, but for a hold that something newer knows to be lifted. */
export function isLifted(revoked: Extract<RevocationStatus, { kind: 'revoked' }>, by: RevocationStatus | undefined): boolean {
  return revoked.reason === 'certificateHold' && by?.kind === 'good' && by.producedAt > revoked.producedAt
}

/** A certificate of the chain that needs a status; `problem` is why it could not be had, null with a status other than unknown. */
export interface CertificateStatus { readonly sha256: string; readonly status: RevocationStatus; readonly problem: Problem | null }

/** `statuses`: one for each certificate below a self-signed one or an anchor, upwards from the signer. */
export interface GatheredRevocation extends RevocationEvidence { readonly statuses: readonly CertificateStatus[] }

/**
 * A TimeStampToken (ContentInfo, DER) over a SHA-256, -384 or -512 digest, told apart by length. It is checked: imprint,
 * nonce, signature value, critical sole EKU, validity of the TSA's certificate at its time. Throws `timestamp.*`.
 */
export type RequestTimestamp = (digest: Uint8Array, signal?: AbortSignal) => Promise<Uint8Array>

/**
 * Status evidence for a chain given upwards from the signer (issuers that lack are fetched by AIA and come back in
 * `certificates`). Never throws for a service that fails: the certificate's status then is unknown with its problem.
 */
export type GatherRevocation = (chain: readonly Uint8Array[], signal?: AbortSignal) => Promise<GatheredRevocation>

/** What signing gets of the network; `electron/trust-services` makes it, and offline there is none. */
export interface TrustServices { readonly requestTimestamp: RequestTimestamp; readonly gatherRevocation: GatherRevocation }
