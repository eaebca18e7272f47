/** SignedData (RFC 5652 §5) as a plain record, from BER as it comes in files. Nothing is checked here but the shape. */
import { parseAlgorithm, parseCertificate, type AlgorithmIdentifier, type Certificate } from './certificate.ts'
import { TAG } from './der.ts'
import { children, childrenOf, DerError, expectTag, readDer, readIntegerHex, readOctets, readOid, type DerNode } from './der-read.ts'
import { parseName } from './name.ts'
import { OID } from './oids.ts'

/** A chain has five; each is parsed and may be tried as an issuer. */
const MOST_CERTIFICATES = 200

export type AttributeValues = ReadonlyMap<string, readonly DerNode[]>

export interface SignerInfo {
  readonly id: { readonly issuerKey: string; readonly serial: string } | { readonly subjectKeyId: string }
  readonly digestAlgorithm: AlgorithmIdentifier
  /** `signed` is what was hashed: the attributes under the tag of a SET (§5.4). Null when there are none. */
  readonly signedAttributes: { readonly signed: Uint8Array; readonly values: AttributeValues } | null
  readonly signatureAlgorithm: AlgorithmIdentifier
  readonly signature: Uint8Array
  readonly unsignedAttributes: AttributeValues
}

export interface SignedData {
  readonly contentType: string
  /** The octets carried inside; null when detached. */
  readonly content: Uint8Array | null
  /** Those that could be parsed; others cannot take part in a path anyway. */
  readonly certificates: readonly Certificate[]
  readonly signers: readonly SignerInfo[]
  /** Nothing but zeros follows, as Contents is filled up (ISO 32000-2 §12.8.3.3.1). */
  readonly isPadded: boolean
}

/** Reads a ContentInfo with SignedData; what follows it is no part of it. Throws DerError. */
export function readSignedData(bytes: Uint8Array): SignedData {
  const whole = readDer(bytes, { ber: true, trailing: true })
  const [type, wrapped] = childrenOf(whole, TAG.sequence)
  if (readOid(type) !== OID.signedData) throw new DerError('not SignedData')
  const [body] = childrenOf(wrapped, 0xa0)
  const [, , encapsulated, ...rest] = childrenOf(body, TAG.sequence)
  const [contentType, content] = childrenOf(encapsulated, TAG.sequence)
  const certificates = rest.find(one => one.tag === 0xa0)
  const signers = childrenOf(rest.at(-1), TAG.set)
  return {
    contentType: readOid(contentType), content: content ? readContent(content) : null,
    certificates: certificates ? readCertificates(certificates) : [], signers: signers.map(readSigner), isPadded: bytes.subarray(whole.encoded.length).every(octet => octet === 0),
  }
}

/** [0] EXPLICIT OCTET STRING; the other types that PKCS#7 of old allowed are none of what a PDF carries. */
function readContent(node: DerNode): Uint8Array {
  const [inner] = childrenOf(node, 0xa0)
  return readOctets(inner)
}

function readCertificates(node: DerNode): Certificate[] {
  return children(node).slice(0, MOST_CERTIFICATES).flatMap(one => {
    try {
      return [parseCertificate(one.encoded)]
    } catch {
      return [] // an attribute certificate or a broken one
    }
  })
}

function readSigner(node: DerNode): SignerInfo {
  const fields = childrenOf(node, TAG.sequence)
  const [, id, digestAlgorithm] = fields
  const signed = fields[3]?.tag === 0xa0 ? fields[3] : undefined
  const [signatureAlgorithm, signature, unsigned] = fields.slice(signed ? 4 : 3)
  return {
    id: readSignerId(id), digestAlgorithm: parseAlgorithm(digestAlgorithm),
    signedAttributes: signed ? { signed: asSet(signed), values: readAttributes(signed) } : null,
    signatureAlgorithm: parseAlgorithm(signatureAlgorithm), signature: readOctets(signature),
    unsignedAttributes: unsigned?.tag === 0xa1 ? readAttributes(unsigned) : new Map(),
  }
}

function readSignerId(node: DerNode | undefined): SignerInfo['id'] {
  if (node?.tag === 0x80 || node?.tag === 0xa0) return { subjectKeyId: Buffer.from(readOctets(node, 0x80)).toString('hex') }
  const [issuer, serial] = childrenOf(node, TAG.sequence)
  return { issuerKey: parseName(issuer).key, serial: readIntegerHex(serial) }
}

function asSet(node: DerNode): Uint8Array {
  const set = Uint8Array.from(node.encoded)
  set[0] = TAG.set
  return set
}

function readAttributes(node: DerNode): Map<string, readonly DerNode[]> {
  const found = new Map<string, readonly DerNode[]>()
  for (const attribute of children(node)) {
    const [type, values] = childrenOf(attribute, TAG.sequence)
    const id = readOid(type)
    // An attribute twice is two answers to one question; its values together make the later "exactly one" fail.
    found.set(id, [...(found.get(id) ?? []), ...children(expectTag(values, TAG.set))])
  }
  return found
}
