/** Whether a certificate leads to an anchor of policy, and at which time that can be said (ETSI EN 319 102-1 §5.2.6). */
import { isForDocuments } from '../../shared/model/certificate-purpose.ts'
import type { ReasonCode } from '../../shared/model/signature-report.ts'
import { maySign, type Certificate } from '../pki/certificate.ts'
import { findPath, type PathAnswer } from '../pki/path.ts'

export interface TrustQuestion {
  readonly certificate: Certificate
  readonly candidates: readonly Certificate[]
  readonly anchors: readonly Certificate[]
  readonly at: number
  /** When the signature is proven to have existed (a valid timestamp); null without a proof. */
  readonly provenAt: number | null
  readonly purpose: 'signature' | 'timestamp'
}

export interface Trust {
  readonly kind: 'trusted' | 'indeterminate' | 'refused'
  readonly subIndication: string | null
  readonly reasons: readonly ReasonCode[]
  readonly path: readonly Certificate[]
}

const TIME_STAMPING = '1.3.6.1.5.5.7.3.8'

export function judgeTrust(question: TrustQuestion): Trust {
  if (!mayServe(question.certificate, question.purpose)) return refuse('certificate.wrong-usage', [])
  const now = pathAt(question, question.at)
  if (now.kind === 'valid') return trusted(now.path)
  if (question.provenAt !== null) {
    const then = pathAt(question, question.provenAt)
    if (then.kind === 'valid') return trusted(then.path)
  }
  if (now.kind === 'no-anchor') return open('NO_CERTIFICATE_CHAIN_FOUND', 'certificate.no-anchor', [])
  if (now.kind === 'too-complex') return refuse('file.too-complex', [])
  if (now.fault === 'expired') return open('OUT_OF_BOUNDS_NO_POE', 'certificate.expired', now.path)
  if (now.fault === 'not-yet-valid') return open('OUT_OF_BOUNDS_NO_POE', 'certificate.not-yet-valid', now.path)
  return refuse('certificate.path-invalid', now.path)
}

function pathAt({ certificate, candidates, anchors }: TrustQuestion, at: number): PathAnswer {
  return findPath({ certificate, candidates, anchors, at })
}

function mayServe(certificate: Certificate, purpose: TrustQuestion['purpose']): boolean {
  const purposes = certificate.extensions.extendedKeyUsage
  // RFC 3161 §2.3: a TSA's certificate says so.
  if (purpose === 'timestamp') return maySign(certificate) && (purposes?.includes(TIME_STAMPING) ?? false)
  return maySign(certificate) && isForDocuments(purposes)
}

function trusted(path: readonly Certificate[]): Trust {
  return { kind: 'trusted', subIndication: null, reasons: [], path }
}

function open(subIndication: string, reason: ReasonCode, path: readonly Certificate[]): Trust {
  return { kind: 'indeterminate', subIndication, reasons: [reason], path }
}

function refuse(reason: ReasonCode, path: readonly Certificate[]): Trust {
  return { kind: 'refused', subIndication: 'CHAIN_CONSTRAINTS_FAILURE', reasons: [reason], path }
}
