import { bitString, boolean, enumerated, integer, sequence, tagged, taggedPrimitive, time } from './der.ts'
import { encodeName, extension, publicKeyId, signatureAlgorithm, signWith, uri, type DistinguishedName, type Identity } from './certificate.ts'

/** `at` in milliseconds; `reason` a CRLReason (RFC 5280 §5.3.1), left out where none is given. */
export interface Revoked { readonly serial: string; readonly at: number; readonly reason?: number }

export interface CrlWish {
  readonly revoked: readonly Revoked[]
  readonly thisUpdate: number
  readonly nextUpdate: number
  readonly number: number
  /** A delta over this base (§5.2.4). */
  readonly baseNumber?: number
  /** Issuing distribution point (§5.2.5). */
  readonly scope?: { readonly url?: string; readonly only?: 'users' | 'authorities' }
}

/** A CRL of this issuer (RFC 5280 §5), version 2. */
export function makeCrl(issuer: { readonly identity: Identity; readonly subject: DistinguishedName }, wish: CrlWish): Buffer {
  const { privateKey } = issuer.identity
  const list = [
    extension('2.5.29.35', false, sequence(taggedPrimitive(0, publicKeyId(privateKey)))),
    extension('2.5.29.20', false, integer(wish.number)),
    ...(wish.baseNumber === undefined ? [] : [extension('2.5.29.27', true, integer(wish.baseNumber))]),
    ...(wish.scope === undefined ? [] : [extension('2.5.29.28', true, issuingDistributionPoint(wish.scope))]),
  ]
  const entries = wish.revoked.map(entry)
  const body = sequence(
    integer(1), signatureAlgorithm(privateKey), encodeName(issuer.subject), time(wish.thisUpdate), time(wish.nextUpdate),
    ...(entries.length > 0 ? [sequence(Buffer.concat(entries))] : []), tagged(0, sequence(...list)),
  )
  return sequence(body, signatureAlgorithm(privateKey), bitString(signWith(privateKey, body)))
}

function entry({ serial, at, reason }: Revoked): Buffer {
  const extensions = reason === undefined ? [] : [sequence(extension('2.5.29.21', false, enumerated(reason)))]
  return sequence(integer(Buffer.from(serial.padStart(serial.length + (serial.length % 2), '0'), 'hex')), time(at), ...extensions)
}

function issuingDistributionPoint({ url, only }: NonNullable<CrlWish['scope']>): Buffer {
  const yes = boolean(true).subarray(2)
  return sequence(
    ...(url === undefined ? [] : [tagged(0, tagged(0, uri(url)))]),
    ...(only === undefined ? [] : [taggedPrimitive(only === 'users' ? 1 : 2, yes)]),
  )
}

/** For proofs of bulk: this many entries that nobody else has. */
export function manyRevoked(count: number, at: number): Revoked[] {
  return Array.from({ length: count }, (_, index) => ({ serial: `70${index.toString(16).padStart(30, '0')}`, at, reason: index % 6 }))
}
