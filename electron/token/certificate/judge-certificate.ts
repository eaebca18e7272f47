import { isForDocuments } from '../../../shared/model/certificate-purpose.ts'
import type { ProblemCode } from '../../../shared/problem.ts'
import type { FoundCertificate } from '../key-source.ts'
import type { CertificateFacts } from './read-certificate.ts'

/** NIST SP 800-131A and TT 16/2019: RSA below 2048 bits protects nothing any more. */
const LEAST_RSA_BITS = 2048

/**
 * Why a certificate cannot sign at `at`, the reason that lasts longest first; empty when it can. A key that the card
 * does not show before the login is taken to be there.
 */
export function judgeCertificate(facts: CertificateFacts | null, key: FoundCertificate['key'], at: number): ProblemCode[] {
  if (facts === null) return ['certificate.malformed']
  const { keyUsage, purposes } = facts
  const reasons: [boolean, ProblemCode][] = [
    [facts.isCa, 'certificate.is-ca'],
    [(keyUsage !== null && !keyUsage.digitalSignature && !keyUsage.nonRepudiation) || !isForDocuments(purposes), 'certificate.wrong-usage'],
    [facts.keyType === 'rsa' && facts.keyBits < LEAST_RSA_BITS, 'certificate.weak-key'],
    // Curves that we cannot sign with, the small ones among them, and other kinds of keys have no size here.
    [facts.keyType !== 'rsa' && facts.keyBits === 0, 'certificate.key-unsupported'],
    [key === 'absent', 'certificate.no-key'],
    [at > facts.notAfter, 'certificate.expired'],
    [at < facts.notBefore, 'certificate.not-yet-valid'],
  ]
  return reasons.filter(([holds]) => holds).map(([, code]) => code)
}
