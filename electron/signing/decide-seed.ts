import { X509Certificate } from 'node:crypto'
import { ProblemError } from '../../shared/problem.ts'
import type { CertificateSeed, SeedValues } from '../pdf/seed-values.ts'
import { parseCertificate, type Certificate } from '../pki/certificate.ts'
import { KEY_USAGES } from '../pki/extensions.ts'

export interface SeedWish {
  readonly field: string
  readonly certify?: 1 | 2 | 3 | undefined
  readonly reason?: string | undefined
  readonly timestamp?: unknown
  /** How many signatures the document already carries. */
  readonly signatures: number
}

/** What the field settles for the one who signs: its level of certification, its only reason. */
export interface Settled { readonly certify: 1 | 2 | 3 | undefined; readonly reason: string | undefined }

/**
 * Obeys what a field demands of its signature (ISO 32000-2 Table 237) or refuses: `pdf.seed-value` with the entry that
 * cannot be met, `pdf.seed-certificate` where another certificate could.
 */
export function decideSeed(seed: SeedValues | null, wish: SeedWish, signer: { readonly certificate: Uint8Array; readonly chain: readonly Uint8Array[] }): Settled {
  if (seed === null) return { certify: wish.certify, reason: wish.reason }
  const refuse = (what: string): never => { throw new ProblemError('pdf.seed-value', { field: wish.field, what }) }
  if (seed.filter !== null && seed.filter !== 'Adobe.PPKLite') refuse('Filter')
  if (seed.subFilters !== null && !seed.subFilters.includes('ETSI.CAdES.detached')) refuse('SubFilter')
  if (seed.digestMethods !== null && !seed.digestMethods.some(method => method.replace('-', '').toUpperCase() === 'SHA256')) refuse('DigestMethod')
  if (seed.version !== null && seed.version > 3) refuse('V')
  if (seed.timestamp && wish.timestamp === undefined) refuse('TimeStamp')
  const [other] = seed.others
  // An attestation goes with certifying only.
  if (other !== undefined && (other !== 'LegalAttestation' || wish.certify !== undefined || (seed.certify ?? 0) > 0)) refuse(other)
  if (seed.certificate !== null) checkCertificateSeed(seed.certificate, wish.field, signer)
  return { certify: certifyFor(seed, wish, refuse), reason: reasonFor(seed, wish, refuse) }
}

type Refuse = (what: string) => never

function certifyFor({ certify }: SeedValues, wish: SeedWish, refuse: Refuse): 1 | 2 | 3 | undefined {
  if (certify === null) return wish.certify
  if (wish.certify !== undefined && wish.certify !== certify) return refuse('MDP')
  if (certify === 0) return undefined
  if (wish.signatures > 0) throw new ProblemError('pdf.certify-after-signature', { signatures: wish.signatures })
  return certify
}

function reasonFor({ reasons }: SeedValues, { reason }: SeedWish, refuse: Refuse): string | undefined {
  if (reasons === null) return reason
  if (reason !== undefined) return reasons.includes(reason) ? reason : refuse('Reasons')
  return reasons.length > 1 ? refuse('Reasons') : reasons[0]
}

/** Short names of RFC 4514 and ISO 32000-2's own examples; every other attribute is named by its object identifier. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  CN: '2.5.4.3', SN: '2.5.4.4', SERIALNUMBER: '2.5.4.5', C: '2.5.4.6', L: '2.5.4.7', ST: '2.5.4.8', S: '2.5.4.8', O: '2.5.4.10', OU: '2.5.4.11', T: '2.5.4.12',
  GN: '2.5.4.42', E: '1.2.840.113549.1.9.1', EMAIL: '1.2.840.113549.1.9.1', UID: '0.9.2342.19200300.100.1.1', DC: '0.9.2342.19200300.100.1.25',
}

function checkCertificateSeed(seed: CertificateSeed, field: string, { certificate: der, chain }: { readonly certificate: Uint8Array; readonly chain: readonly Uint8Array[] }): void {
  const certificate = parseCertificate(der)
  const refuse = (what: string): never => { throw new ProblemError('pdf.seed-certificate', { field, what }) }
  if (seed.subjects !== null && !seed.subjects.some(one => Buffer.compare(one, der) === 0)) refuse('Subject')
  if (seed.issuers !== null && !seed.issuers.some(one => issuedBelow(one, [der, ...chain]))) refuse('Issuer')
  if (seed.policies !== null && !seed.policies.some(one => certificate.extensions.policies?.includes(one) === true)) refuse('OID')
  if (seed.subjectNames !== null && !seed.subjectNames.some(one => hasAttributes(certificate, one))) refuse('SubjectDN')
  if (seed.keyUsages !== null && !seed.keyUsages.some(one => hasUsages(certificate, one))) refuse('KeyUsage')
}

/** True when a certificate of the path bears this issuer's signature, or is it. */
function issuedBelow(issuer: Uint8Array, path: readonly Uint8Array[]): boolean {
  try {
    const above = new X509Certificate(issuer)
    return path.some(der => {
      const one = new X509Certificate(der)
      return Buffer.compare(one.raw, above.raw) === 0 || (one.checkIssued(above) && one.verify(above.publicKey))
    })
  } catch {
    return false // what is no certificate has issued none
  }
}

function hasAttributes({ subject }: Certificate, wanted: ReadonlyMap<string, string>): boolean {
  return [...wanted].every(([name, value]) => {
    const type = ATTRIBUTES[name.toUpperCase()] ?? name
    return subject.attributes.some(attribute => attribute.type === type && attribute.value.normalize('NFC') === value.normalize('NFC'))
  })
}

function hasUsages({ extensions: { keyUsage } }: Certificate, wanted: string): boolean {
  return KEY_USAGES.every((usage, index) => {
    const letter = wanted[index] ?? 'X'
    return letter === 'X' || letter === 'x' || (letter === '1') === (keyUsage?.has(usage) ?? false)
  })
}
