/** Yêu cầu cấp dấu thời gian (TimeStampReq, RFC 3161 §2.4.1). */
import { derNull, derTrue, octetString, oid, sequence, smallInteger, unsignedInteger } from './der.ts'
import { OID } from './oids.ts'

/** Digests a TSA is asked for, by their length in octets. */
const DIGEST_BY_LENGTH: Readonly<Record<number, string>> = { 32: OID.sha256, 48: OID.sha384, 64: OID.sha512 }

/** Always asks for the TSA's certificate, without which nobody could check the token later. `nonce` is random and not all zero. */
export function buildTimestampRequest({ digest, nonce }: { readonly digest: Uint8Array; readonly nonce: Uint8Array }): Uint8Array {
  const algorithm = DIGEST_BY_LENGTH[digest.length]
  if (algorithm === undefined) throw new RangeError('a timestamp is asked for SHA-256, SHA-384 or SHA-512')
  const imprint = sequence(sequence(oid(algorithm), derNull()), octetString(digest))
  return sequence(smallInteger(1), imprint, unsignedInteger(nonce), derTrue())
}
