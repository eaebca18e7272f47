/** Whether a list speaks for a certificate under one of its distribution points (RFC 5280 §6.3.3 b, c). */
import type { Certificate } from './certificate.ts'
import type { Crl } from './crl.ts'
import { ALL_REASONS, generalNameKeys, pointKeys, type DistributionPoint } from './distribution-point.ts'
import type { GeneralNames } from './name.ts'

/** The points that a certificate names, and last the one that every CA has: its own name, with every reason (§6.3.3, last paragraph). */
export function pointsOf(certificate: Certificate): DistributionPoint[] {
  const names: GeneralNames = { emails: [], dns: [], uris: [], ips: [], directory: [certificate.issuer], others: [] }
  return [...certificate.extensions.crlPoints, { name: { full: names }, reasons: ALL_REASONS, crlIssuer: null }]
}

export function speaksFor(crl: Crl, point: DistributionPoint, certificate: Certificate): boolean {
  if (!isIssuerOf(crl, point, certificate)) return false
  const { scope } = crl
  if (!scope) return true
  const isCa = certificate.extensions.basicConstraints?.ca === true
  if (scope.onlyAttributes || (scope.onlyUsers && isCa) || (scope.onlyAuthorities && !isCa)) return false
  if (!scope.name) return true
  const published = new Set(pointKeys(scope.name, crl.issuer.encoded))
  return namesOf(point, certificate).some(name => published.has(name))
}

/** (b)(1): only a list that says it is indirect may speak for another's certificates, and only where the certificate names its issuer. */
function isIssuerOf(crl: Crl, { crlIssuer }: DistributionPoint, certificate: Certificate): boolean {
  if (!crlIssuer) return crl.issuer.key === certificate.issuer.key
  return crl.scope?.isIndirect === true && crlIssuer.directory.some(name => name.key === crl.issuer.key)
}

/** (b)(2)(i): without a name of its own the point is meant by its cRLIssuer's. */
function namesOf({ name, crlIssuer }: DistributionPoint, certificate: Certificate): string[] {
  if (!name) return crlIssuer ? generalNameKeys(crlIssuer) : []
  return pointKeys(name, crlIssuer?.directory[0]?.encoded ?? certificate.issuer.encoded)
}

/** (c): a delta of the same issuer and scope that builds upon this complete list or an earlier one. */
export function isDeltaOf(delta: Crl, base: Crl): boolean {
  return delta.baseNumber !== null && delta.issuer.key === base.issuer.key && delta.authorityKeyId === base.authorityKeyId
    && Buffer.compare(delta.scope?.encoded ?? new Uint8Array(), base.scope?.encoded ?? new Uint8Array()) === 0
    && base.number >= delta.baseNumber && delta.number > base.number
}
