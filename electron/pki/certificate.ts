/** Chứng thư số (X.509, RFC 5280 §4.1) as a plain record. Trust is not decided here. */
import { createHash } from 'node:crypto'
import { isForDocuments } from '../../shared/model/certificate-purpose.ts'
import { TAG } from './der.ts'
import { childrenOf, children, DerError, readBits, readDer, readInteger, readIntegerHex, readOid, readTime, type DerNode } from './der-read.ts'
import { parseExtensions, type Extensions } from './extensions.ts'
import { nameWords, parseName, type DistinguishedName } from './name.ts'
import { publicKeyOf, type PublicKey } from './public-key.ts'

/** Real ones are 1–3 KB; beyond this somebody is spending our memory. */
const LARGEST_CERTIFICATE = 256 * 1024

/** `parameters` is the encoded element, null when absent. */
export interface AlgorithmIdentifier { readonly oid: string; readonly parameters: Uint8Array | null }

export interface Certificate {
  readonly der: Uint8Array
  /** Lower-case hex of the whole certificate: its identity everywhere in this program. */
  readonly sha256: string
  readonly version: number
  /** Lower-case hex, without the sign octet. */
  readonly serial: string
  readonly serialEncoded: Uint8Array
  readonly issuer: DistinguishedName
  readonly subject: DistinguishedName
  /** Milliseconds; both ends belong to the validity (RFC 5280 §4.1.2.5). */
  readonly notBefore: number
  readonly notAfter: number
  readonly publicKey: PublicKey
  readonly extensions: Extensions
  readonly tbs: Uint8Array
  readonly signatureAlgorithm: AlgorithmIdentifier
  readonly signature: Uint8Array
  /** Subject and issuer match; says nothing about the signature. */
  readonly isSelfIssued: boolean
}

/** Reads DER; throws DerError where the bytes are no certificate or one that contradicts itself. */
export function parseCertificate(bytes: Uint8Array): Certificate {
  if (bytes.length > LARGEST_CERTIFICATE) throw new DerError('certificate too large')
  const [tbs, algorithm, signature, ...rest] = childrenOf(readDer(bytes), TAG.sequence)
  if (!tbs || rest.length > 0) throw new DerError('not a certificate')
  const fields = childrenOf(tbs, TAG.sequence)
  const versionField = fields[0]?.tag === 0xa0 ? fields.shift() : undefined
  const version = versionField ? readInteger(children(versionField)[0]) + 1 : 1
  const [serial, innerAlgorithm, issuerField, validity, subjectField, publicKey, ...optional] = fields
  if (!serial || !publicKey) throw new DerError('certificate ended early')
  const signatureAlgorithm = parseAlgorithm(algorithm)
  // §4.1.1.2: the algorithm outside the signed part must repeat the one inside.
  if (!algorithm || !innerAlgorithm || Buffer.compare(algorithm.encoded, innerAlgorithm.encoded) !== 0) throw new DerError('two signature algorithms')
  const issuer = parseName(issuerField)
  const subject = parseName(subjectField)
  const [notBefore, notAfter] = childrenOf(validity, TAG.sequence).map(readTime)
  if (notBefore === undefined || notAfter === undefined) throw new DerError('no validity')
  return {
    der: bytes, sha256: createHash('sha256').update(bytes).digest('hex'), version, serial: readIntegerHex(serial), serialEncoded: serial.encoded,
    issuer, subject, notBefore, notAfter, publicKey: publicKeyOf(publicKey.encoded), extensions: extensionsOf(optional, version), tbs: tbs.encoded,
    signatureAlgorithm, signature: readBits(signature).octets, isSelfIssued: issuer.key === subject.key,
  }
}

export function parseAlgorithm(node: DerNode | undefined): AlgorithmIdentifier {
  const [oid, parameters] = childrenOf(node, TAG.sequence)
  return { oid: readOid(oid), parameters: parameters?.encoded ?? null }
}

function extensionsOf(optional: readonly DerNode[], version: number): Extensions {
  const field = optional.find(one => one.tag === 0xa3)
  if (field && version !== 3) throw new DerError('extensions before version 3')
  const [list] = field ? children(field) : []
  return parseExtensions(list ? childrenOf(list, TAG.sequence) : [])
}

/** What the window and the report say of a certificate. `agency` is O and OU of the subject. */
export interface CertificateWords {
  readonly name: string
  readonly agency: string
  readonly issuer: string
  readonly serial: string
  readonly sha256: string
  readonly notBefore: number
  readonly notAfter: number
}

export function certificateWords(certificate: Certificate): CertificateWords {
  const { sha256, serial, notBefore, notAfter } = certificate
  return { ...nameWords(certificate.subject), issuer: nameWords(certificate.issuer).name, serial, sha256, notBefore, notAfter }
}

/** Why a certificate may not sign documents, null when it may (key usage and purposes of RFC 5280 §4.2.1.3 and §4.2.1.12, no CA). */
export function signingObstacle(certificate: Certificate, at: number): 'certificate.is-ca' | 'certificate.wrong-usage' | 'certificate.expired' | 'certificate.not-yet-valid' | null {
  if (certificate.extensions.basicConstraints?.ca) return 'certificate.is-ca'
  if (!maySign(certificate) || !isForDocuments(certificate.extensions.extendedKeyUsage)) return 'certificate.wrong-usage'
  if (at > certificate.notAfter) return 'certificate.expired'
  return at < certificate.notBefore ? 'certificate.not-yet-valid' : null
}

/** True when the key usage, where given, allows signatures on content. */
export function maySign({ extensions: { keyUsage } }: Certificate): boolean {
  return keyUsage === null || keyUsage.has('digitalSignature') || keyUsage.has('nonRepudiation')
}
