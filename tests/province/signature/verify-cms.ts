import { constants, createHash, verify, X509Certificate } from 'node:crypto'
import { ContentInfo, IssuerAndSerialNumber, SignedData, type SignerInfo, TSTInfo } from 'pkijs'
import { OctetString } from 'asn1js'
import { plainSerial } from './check-signatures.ts'

const DIGESTS: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256', '2.16.840.1.101.3.4.2.2': 'sha384', '2.16.840.1.101.3.4.2.3': 'sha512',
}
const SIGNED_DATA = '1.2.840.113549.1.7.2'
const TST_INFO = '1.2.840.113549.1.9.16.1.4'
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4'
const RSASSA_PSS = '1.2.840.113549.1.1.10'

/** `serial` null for a document timestamp, which is nobody's signature. */
export type Verified = { readonly ok: true, readonly serial: string | null } | { readonly ok: false, readonly reason: string }
const no = (reason: string): Verified => ({ ok: false, reason })

/** One detached CMS signature over bytes, by a certificate that one of the issuers gave out (RFC 5652 §5.4–5.6). */
export function verifyCms(cms: Buffer, signed: Buffer, issuers: readonly Buffer[], now: number): Verified {
  const parsed = parse(cms)
  const signer = parsed?.signerInfos.length === 1 ? parsed.signerInfos[0] : undefined
  if (parsed === null || signer === undefined) return no('the signature is not readable')
  const token = parsed.encapContentInfo.eContentType === TST_INFO ? tokenContent(parsed) : null
  if (parsed.encapContentInfo.eContent !== undefined && token === null) return no('the signature holds content of its own')
  if (token !== null && !isStampOf(token, signed)) return no('the file was changed after it was stamped')
  const digest = DIGESTS[signer.digestAlgorithm.algorithmId]
  if (digest === undefined) return no('the digest is not allowed')
  const stated = messageDigest(signer)
  if (stated === null || !createHash(digest).update(token ?? signed).digest().equals(stated)) return no('the file was changed after it was signed')
  const certificate = certificateOf(parsed, signer)
  if (certificate === null) return no("the signer's certificate is missing")
  if (!hasSigned(signer, digest, certificate)) return no('the signature value is wrong')
  const issuer = issuers.map(der => new X509Certificate(der)).find(candidate => certificate.checkIssued(candidate) && certificate.verify(candidate.publicKey))
  if (issuer === undefined) return no('the certificate is not of a known authority')
  if (Date.parse(certificate.validFrom) > now || Date.parse(certificate.validTo) < now) return no('the certificate is not valid now')
  return { ok: true, serial: token === null ? plainSerial(certificate.serialNumber) : null }
}

function parse(cms: Buffer): SignedData | null {
  try {
    const content = ContentInfo.fromBER(Uint8Array.from(cms).buffer)
    return content.contentType === SIGNED_DATA ? new SignedData({ schema: content.content }) : null
  } catch {
    return null // whatever a hostile file makes the parser throw means one thing: not a signature
  }
}

function tokenContent({ encapContentInfo: { eContent } }: SignedData): Buffer | null {
  return eContent === undefined ? null : Buffer.from(eContent.getValue())
}

/** A document timestamp states the digest of the bytes it covers (RFC 3161 §2.4.2). */
function isStampOf(token: Buffer, signed: Buffer): boolean {
  try {
    const { hashAlgorithm, hashedMessage } = TSTInfo.fromBER(Uint8Array.from(token).buffer).messageImprint
    const digest = DIGESTS[hashAlgorithm.algorithmId]
    return digest !== undefined && createHash(digest).update(signed).digest().equals(Buffer.from(hashedMessage.valueBlock.valueHexView))
  } catch {
    return false // not a TSTInfo
  }
}

function messageDigest(signer: SignerInfo): Buffer | null {
  const values = signer.signedAttrs?.attributes.find(({ type }) => type === MESSAGE_DIGEST)?.values
  const value: unknown = values?.length === 1 ? values[0] : undefined
  return value instanceof OctetString ? Buffer.from(value.valueBlock.valueHexView) : null
}

function certificateOf(parsed: SignedData, signer: SignerInfo): X509Certificate | null {
  const sid: unknown = signer.sid
  if (!(sid instanceof IssuerAndSerialNumber)) return null
  const wanted = plainSerial(Buffer.from(sid.serialNumber.valueBlock.valueHexView).toString('hex'))
  const candidates = (parsed.certificates ?? []).flatMap(item => 'tbsView' in item ? [new X509Certificate(Buffer.from(item.toSchema(true).toBER()))] : [])
  return candidates.find(candidate => plainSerial(candidate.serialNumber) === wanted) ?? null
}

function hasSigned(signer: SignerInfo, digest: string, certificate: X509Certificate): boolean {
  const attributes = Buffer.from(signer.signedAttrs?.encodedValue ?? new ArrayBuffer(0))
  if (attributes.length === 0) return false
  attributes[0] = 0x31 // hashed as SET OF, not as the [0] it is stored under (RFC 5652 §5.4)
  const key = certificate.publicKey
  const isPss = signer.signatureAlgorithm.algorithmId === RSASSA_PSS
  const options = isPss ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO } : key
  return verify(digest, attributes, options, Buffer.from(signer.signature.valueBlock.valueHexView))
}
