import type { Certificate } from './certificate.ts'
import { checkSignature, isWeak, readScheme } from './signature-algorithms.ts'

/** True when name and key of the issuer have signed this certificate; says nothing about whether it may issue (RFC 5280 §6.1.3 a). */
export function isIssuedBy(certificate: Certificate, issuer: Certificate): boolean {
  if (certificate.issuer.key !== issuer.subject.key) return false
  const scheme = readScheme(certificate.signatureAlgorithm)
  return scheme !== null && !isWeak(scheme, issuer.publicKey)
    && checkSignature({ publicKey: issuer.publicKey, scheme, data: certificate.tbs, signature: certificate.signature }) === 'valid'
}
