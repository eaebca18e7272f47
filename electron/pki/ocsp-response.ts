/** Trả lời của máy chủ OCSP (RFC 6960 §4.2) as a plain record. Nothing is checked here but the shape. */
import { parseAlgorithm, parseCertificate, type AlgorithmIdentifier, type Certificate } from './certificate.ts'
import { TAG } from './der.ts'
import { children, childrenOf, DerError, expectTag, readBits, readDer, readInteger, readOctets, readOid, readTime, type DerNode } from './der-read.ts'
import { REVOCATION_REASONS, type RevocationReason } from './evidence.ts'
import { parseName } from './name.ts'
import { OID } from './oids.ts'

const LARGEST_RESPONSE = 1024 * 1024
const MOST_SINGLES = 1_000
const MOST_CERTIFICATES = 20

/** OCSPResponseStatus other than successful (§4.2.1). */
const OCSP_REFUSALS: Readonly<Record<number, string>> = { 1: 'malformedRequest', 2: 'internalError', 3: 'tryLater', 5: 'sigRequired', 6: 'unauthorized' }

export interface SingleResponse {
  readonly hashAlgorithm: AlgorithmIdentifier
  readonly nameHash: Uint8Array
  readonly keyHash: Uint8Array
  /** The encoded INTEGER. */
  readonly serial: Uint8Array
  readonly status: { readonly kind: 'good' } | { readonly kind: 'revoked'; readonly at: number; readonly reason: RevocationReason } | { readonly kind: 'unknown' }
  readonly thisUpdate: number
  readonly nextUpdate: number | null
  /** Revocations of certificates that ended since then are still known (§4.4.4). */
  readonly archiveCutoff: number | null
}

export interface OcspAnswer {
  readonly der: Uint8Array
  readonly responder: { readonly nameKey: string } | { readonly keyHash: string }
  readonly producedAt: number
  readonly singles: readonly SingleResponse[]
  /** The octets of the nonce extension's value, as the request carried them; null without one. */
  readonly nonce: Uint8Array | null
  readonly tbs: Uint8Array
  readonly signatureAlgorithm: AlgorithmIdentifier
  readonly signature: Uint8Array
  readonly certificates: readonly Certificate[]
}

/** Throws DerError for what is no OCSPResponse; `refused` is its status by name where it is not successful. */
export function parseOcspResponse(bytes: Uint8Array): { readonly kind: 'answer'; readonly answer: OcspAnswer } | { readonly kind: 'refused'; readonly status: string } {
  if (bytes.length > LARGEST_RESPONSE) throw new DerError('response too large')
  const [status, wrapped] = childrenOf(readDer(bytes, { ber: true }), TAG.sequence)
  const code = readInteger({ ...expectTag(status, TAG.enumerated), tag: TAG.integer })
  if (code !== 0) return { kind: 'refused', status: OCSP_REFUSALS[code] ?? String(code) }
  const [type, basic] = childrenOf(childrenOf(wrapped, 0xa0)[0], TAG.sequence)
  if (readOid(type) !== OID.ocspBasic) throw new DerError('unknown response type')
  return { kind: 'answer', answer: parseBasic(bytes, readDer(readOctets(basic), { ber: true })) }
}

function parseBasic(der: Uint8Array, basic: DerNode): OcspAnswer {
  const [tbs, algorithm, signature, certificates] = childrenOf(basic, TAG.sequence)
  if (!tbs) throw new DerError('empty response')
  const fields = childrenOf(tbs, TAG.sequence)
  if (fields[0]?.tag === 0xa0) fields.shift() // the version
  const [responder, producedAt, singles, extensions] = fields
  const list = childrenOf(singles, TAG.sequence)
  if (list.length > MOST_SINGLES) throw new DerError('too many answers')
  return {
    der, responder: readResponder(responder), producedAt: readTime(producedAt), singles: list.map(readSingle), nonce: readExtensions(extensions, 0xa1).get(OID.ocspNonce) ?? null,
    tbs: tbs.encoded, signatureAlgorithm: parseAlgorithm(algorithm), signature: readBits(signature).octets,
    certificates: certificates ? readCertificates(childrenOf(certificates, 0xa0)[0]) : [],
  }
}

function readResponder(node: DerNode | undefined): OcspAnswer['responder'] {
  if (node?.tag === 0xa1) return { nameKey: parseName(children(node)[0]).key }
  return { keyHash: Buffer.from(readOctets(childrenOf(node, 0xa2)[0])).toString('hex') }
}

function readSingle(node: DerNode): SingleResponse {
  const [id, status, thisUpdate, ...optional] = childrenOf(node, TAG.sequence)
  const [algorithm, nameHash, keyHash, serial] = childrenOf(id, TAG.sequence)
  if (!serial || !status) throw new DerError('bad answer')
  const next = optional.find(one => one.tag === 0xa0)
  const cutoff = readExtensions(optional.find(one => one.tag === 0xa1), 0xa1).get('1.3.6.1.5.5.7.48.1.6')
  return {
    hashAlgorithm: parseAlgorithm(algorithm), nameHash: readOctets(nameHash), keyHash: readOctets(keyHash), serial: serial.encoded, status: readStatus(status),
    thisUpdate: readTime(thisUpdate), nextUpdate: next ? readTime(children(next)[0]) : null, archiveCutoff: cutoff ? readTime(readDer(cutoff, { ber: true })) : null,
  }
}

function readStatus(node: DerNode): SingleResponse['status'] {
  if (node.tag === 0x80) return { kind: 'good' }
  if (node.tag === 0x82) return { kind: 'unknown' }
  const [at, reason] = childrenOf(node, 0xa1)
  const code = reason ? children(reason)[0]?.content[0] ?? 0 : 0
  return { kind: 'revoked', at: readTime(at), reason: REVOCATION_REASONS[code] ?? 'unspecified' }
}

/** Values by identifier; an unknown critical one makes the whole unusable (§4.4, RFC 5280 §4.2). */
function readExtensions(field: DerNode | undefined, tag: number): Map<string, Uint8Array> {
  const found = new Map<string, Uint8Array>()
  for (const extension of field ? childrenOf(childrenOf(field, tag)[0], TAG.sequence) : []) {
    const parts = childrenOf(extension, TAG.sequence)
    const id = readOid(parts[0])
    const isKnown = id === OID.ocspNonce || id.startsWith('1.3.6.1.5.5.7.48.1.')
    if (parts.length === 3 && parts[1]?.content[0] !== 0 && !isKnown) throw new DerError('unknown critical extension')
    found.set(id, readOctets(parts.at(-1)))
  }
  return found
}

function readCertificates(list: DerNode | undefined): Certificate[] {
  return childrenOf(list, TAG.sequence).slice(0, MOST_CERTIFICATES).flatMap(one => {
    try {
      return [parseCertificate(one.encoded)]
    } catch {
      return [] // one that cannot be read cannot be the responder's
    }
  })
}
