/**
 * Danh sách chứng thư số bị thu hồi (CRL, RFC 5280 §5). The head is read into a record; the entries stay octets and are
 * scanned, since a list of 100,000 as objects takes seconds and a gigabyte.
 */
import { parseAlgorithm, type AlgorithmIdentifier } from './certificate.ts'
import { TAG } from './der.ts'
import { childrenOf, DerError, readBits, readBoolean, readDer, readInteger, readIntegerHex, readOctets, readOid, readTime, type DerNode } from './der-read.ts'
import { parseDistributionPoints, parseIssuingDistributionPoint, type DistributionPoint, type IssuingDistributionPoint } from './distribution-point.ts'
import { readAuthorityKeyId } from './extensions.ts'
import { parseName, type DistinguishedName } from './name.ts'

/** A list of a million has 40 MB. */
const LARGEST_CRL = 64 * 1024 * 1024

export interface Crl {
  readonly der: Uint8Array
  readonly issuer: DistinguishedName
  /** Milliseconds; `nextUpdate` null where the list promises none. */
  readonly thisUpdate: number
  readonly nextUpdate: number | null
  readonly authorityKeyId: string | null
  readonly number: bigint
  /** Of a delta: the number of the complete list that it adds to (§5.2.4). */
  readonly baseNumber: bigint | null
  readonly scope: IssuingDistributionPoint | null
  /** Where its deltas are (§5.2.6). */
  readonly deltaPoints: readonly DistributionPoint[]
  /** Certificates that ended since then are still on it (X.509 §9.5.2.8); null: ended ones may be gone. */
  readonly keepsExpiredSince: number | null
  readonly tbs: Uint8Array
  readonly signatureAlgorithm: AlgorithmIdentifier
  readonly signature: Uint8Array
  /** The elements of revokedCertificates, unread. */
  readonly entries: Uint8Array
}

interface Extensions { number: bigint | null; baseNumber: bigint | null; scope: IssuingDistributionPoint | null; authorityKeyId: string | null; keepsExpiredSince: number | null; deltaPoints: readonly DistributionPoint[] }

/** Reads DER; throws DerError for what is no list, or one that must not be used (an unknown critical extension, no number: §5.2, §5.2.3). */
export function parseCrl(bytes: Uint8Array): Crl {
  if (bytes.length > LARGEST_CRL) throw new DerError('list too large')
  const [tbs, algorithm, signature, ...rest] = childrenOf(readDer(bytes), TAG.sequence)
  if (!tbs || rest.length > 0) throw new DerError('not a list')
  const fields = childrenOf(tbs, TAG.sequence)
  const version = fields[0]?.tag === TAG.integer ? readInteger(fields.shift()) : 0
  const [inner, issuer, thisUpdate, ...optional] = fields
  if (!algorithm || !inner || Buffer.compare(algorithm.encoded, inner.encoded) !== 0) throw new DerError('two signature algorithms')
  const nextUpdate = optional[0]?.tag === TAG.utcTime || optional[0]?.tag === TAG.generalizedTime ? optional.shift() : undefined
  const entries = optional[0]?.tag === TAG.sequence ? optional.shift() : undefined
  const extensions = optional[0]?.tag === 0xa0 ? optional.shift() : undefined
  if (optional.length > 0 || (extensions && version !== 1)) throw new DerError('not a list')
  const { number, ...others } = readExtensions(extensions)
  if (number === null) throw new DerError('no list number')
  return {
    der: bytes, issuer: parseName(issuer), thisUpdate: readTime(thisUpdate), nextUpdate: nextUpdate ? readTime(nextUpdate) : null, number, ...others,
    tbs: tbs.encoded, signatureAlgorithm: parseAlgorithm(algorithm), signature: readBits(signature).octets, entries: entries?.content ?? new Uint8Array(),
  }
}

function readExtensions(field: DerNode | undefined): Extensions {
  const found: Extensions = { number: null, baseNumber: null, scope: null, authorityKeyId: null, keepsExpiredSince: null, deltaPoints: [] }
  const seen = new Set<string>()
  for (const extension of field ? childrenOf(childrenOf(field, 0xa0)[0], TAG.sequence) : []) {
    const parts = childrenOf(extension, TAG.sequence)
    const id = readOid(parts[0])
    if (seen.has(id)) throw new DerError('an extension twice')
    seen.add(id)
    readExtension(found, { id, isCritical: parts.length === 3 && readBoolean(parts[1]), value: readDer(readOctets(parts.at(-1))) })
  }
  return found
}

function readExtension(into: Extensions, { id, isCritical, value }: { readonly id: string; readonly isCritical: boolean; readonly value: DerNode }): void {
  switch (id) {
    case '2.5.29.20':
      if (isCritical) throw new DerError('critical list number') // §5.2.3
      into.number = readBig(value)
      return
    case '2.5.29.27': into.baseNumber = readBig(value); return
    case '2.5.29.28': into.scope = parseIssuingDistributionPoint(value); return
    case '2.5.29.35': into.authorityKeyId = readAuthorityKeyId(value); return
    case '2.5.29.46': into.deltaPoints = parseDistributionPoints(value); return
    case '2.5.29.60': into.keepsExpiredSince = readTime(value); return
    default: if (isCritical) throw new DerError('unknown critical extension')
  }
}

function readBig(node: DerNode): bigint {
  return BigInt(`0x${readIntegerHex(node)}`)
}
