/**
 * Chữ ký số CMS for PAdES (ETSI EN 319 142-1 §6.3): detached, SHA-256, one signer. The private key is elsewhere: the
 * caller signs what `buildSignedAttributes` answers and gives the value to `assembleSignedData`.
 */
import { createHash } from 'node:crypto'
import type { SignatureAlgorithm } from '../../shared/model/signer.ts'
import { der, derNull, octetString, oid, sequence, setOf, smallInteger, TAG } from './der.ts'
import { childrenOf, DerError, readDer } from './der-read.ts'
import { OID } from './oids.ts'

/** The largest value any allowed key makes: RSA 8192; an ECDSA-Sig-Value is far below. */
const LARGEST_SIGNATURE = 1_024
/** Headers, attributes, algorithm identifiers: measured 330 octets at most, issuer names apart. */
const FIXED_PARTS = 640

/**
 * The signed attributes as the DER SET (tag 0x31) that is hashed and signed: exactly contentType, messageDigest and
 * signingCertificateV2, sorted. No signingTime: PAdES forbids it beside /M (EN 319 142-1 §6.3 d).
 */
export function buildSignedAttributes(input: { readonly digest: Uint8Array; readonly certificate: Uint8Array }): Uint8Array {
  const { issuer, serial } = issuerAndSerial(input.certificate)
  // ESSCertIDv2 with the default hash algorithm left out, as DER demands (RFC 5035 §4); directoryName is [4] in GeneralName.
  const essCertId = sequence(
    octetString(createHash('sha256').update(input.certificate).digest()),
    sequence(sequence(der(0xa4, issuer)), serial),
  )
  return setOf(
    attribute(OID.contentType, oid(OID.data)),
    attribute(OID.messageDigest, octetString(input.digest)),
    attribute(OID.signingCertificateV2, sequence(sequence(essCertId))),
  )
}

/** The whole ContentInfo (RFC 5652 §5.1) around a value that was made over exactly these signed attributes. */
export function assembleSignedData(input: {
  readonly certificate: Uint8Array
  readonly chain: readonly Uint8Array[]
  readonly signedAttributes: Uint8Array
  readonly signature: Uint8Array
  readonly algorithm: SignatureAlgorithm
  /** A time-stamp token over `signature`, carried as unsigned attribute (RFC 3161 App. A). */
  readonly timestamp?: Uint8Array | undefined
}): Uint8Array {
  const { issuer, serial } = issuerAndSerial(input.certificate)
  // In the SignerInfo the attributes stand as [0] IMPLICIT, in the signed bytes as SET: only the tag differs (RFC 5652 §5.4).
  const implicitAttributes = Uint8Array.from(input.signedAttributes)
  implicitAttributes[0] = 0xa0
  const signerInfo = sequence(
    smallInteger(1), sequence(issuer, serial), sha256Identifier(), implicitAttributes,
    signatureIdentifier(input.algorithm), octetString(input.signature),
    ...(input.timestamp === undefined ? [] : [der(0xa1, attribute(OID.timeStampToken, input.timestamp))]),
  )
  const certificates = [input.certificate, ...input.chain].toSorted((a, b) => Buffer.compare(a, b))
  const signedData = sequence(
    smallInteger(1), setOf(sha256Identifier()), sequence(oid(OID.data)), der(0xa0, ...certificates), setOf(signerInfo),
  )
  return sequence(oid(OID.signedData), der(0xa0, signedData))
}

/** An upper bound for the octets of `assembleSignedData`, before the signature is made. */
export function estimateCmsSize(input: { readonly certificate: Uint8Array; readonly chain: readonly Uint8Array[] }): number {
  const { issuer, serial } = issuerAndSerial(input.certificate)
  const certificates = input.chain.reduce((sum, one) => sum + one.length, input.certificate.length)
  return certificates + 2 * (issuer.length + serial.length) + LARGEST_SIGNATURE + FIXED_PARTS
}

/** Issuer name and serial number of a certificate as they stand in it, encoded (RFC 5280 §4.1). */
function issuerAndSerial(certificate: Uint8Array): { readonly issuer: Uint8Array; readonly serial: Uint8Array } {
  const [body] = childrenOf(readDer(certificate), TAG.sequence)
  const fields = childrenOf(body, TAG.sequence)
  const first = fields[0]?.tag === 0xa0 ? 1 : 0 // the version is absent in version 1
  const serial = fields[first]?.encoded
  const issuer = fields[first + 2]?.encoded
  if (serial === undefined || issuer === undefined) throw new DerError('certificate without issuer')
  return { issuer, serial }
}

function attribute(type: string, value: Uint8Array): Uint8Array {
  return sequence(oid(type), setOf(value))
}

const sha256Identifier = (): Uint8Array => sequence(oid(OID.sha256), derNull())

function signatureIdentifier(algorithm: SignatureAlgorithm): Uint8Array {
  switch (algorithm) {
    case 'rsa-pkcs1': return sequence(oid(OID.sha256WithRsa), derNull()) // the NULL must be there (RFC 4055 §5)
    case 'ecdsa': return sequence(oid(OID.ecdsaWithSha256)) // and here it must not (RFC 5758 §3.2)
    case 'rsa-pss': return sequence(oid(OID.rsaPss), sequence(
      der(0xa0, sha256Identifier()),
      der(0xa1, sequence(oid(OID.mgf1), sha256Identifier())),
      der(0xa2, smallInteger(32)), // salt as long as the digest (RFC 4055 §3.1)
    ))
  }
}
