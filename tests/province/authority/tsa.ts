import { boolean, generalizedTime, integer, oid, sequence, tlv } from './der.ts'
import { partsOf, readElements } from './der-read.ts'
import { makeAttachedCms } from './cms.ts'
import type { Identity } from './certificate.ts'

export interface TimestampWish {
  readonly identity: Identity
  readonly at: number
  /** Of the token; every one is another. */
  readonly serial: Uint8Array
  readonly fault: 'wrong-nonce' | 'wrong-imprint' | 'wrong-signature' | null
}

const POLICY = '1.3.6.1.4.1.99999.1.1'
const TST_INFO = '1.2.840.113549.1.9.16.1.4'
/** PKIFailureInfo (RFC 3161 §2.4.2): which bit of how many unused ones. */
export const FAILURE = { badDataFormat: 5, timeNotAvailable: 14 } as const

/** Answers a TimeStampReq (RFC 3161 §2.4.1); what cannot be read is refused in the protocol's own words. */
export function answerTimestamp(request: Uint8Array, wish: TimestampWish): Buffer {
  const asked = readRequest(request)
  if (asked === null) return refuseTimestamp(FAILURE.badDataFormat)
  const imprint = Buffer.from(asked.imprint)
  if (wish.fault === 'wrong-imprint') imprint.writeUInt8(imprint.readUInt8(imprint.length - 1) ^ 1, imprint.length - 1)
  const nonce = wish.fault === 'wrong-nonce' ? integer(4711) : asked.nonce
  // Accuracy of a second; ordering is left out since it is false.
  const info = sequence(integer(1), oid(POLICY), imprint, integer(wish.serial), generalizedTime(wish.at), sequence(integer(1)), ...(nonce === null ? [] : [nonce]))
  const token = makeAttachedCms(wish.identity, { type: TST_INFO, content: info, isWithCertificates: asked.isWithCertificates })
  if (wish.fault === 'wrong-signature') token.writeUInt8(token.readUInt8(token.length - 1) ^ 1, token.length - 1)
  return sequence(sequence(integer(0)), token)
}

/** A rejection with its reason. */
export function refuseTimestamp(bit: number): Buffer {
  const octets = Buffer.alloc((bit >> 3) + 1)
  octets.writeUInt8(0x80 >> (bit & 7), bit >> 3)
  return sequence(sequence(integer(2), tlv(0x03, Buffer.from([7 - (bit & 7)]), octets)))
}

function readRequest(bytes: Uint8Array): { readonly imprint: Buffer; readonly nonce: Buffer | null; readonly isWithCertificates: boolean } | null {
  try {
    const [, imprint, ...optional] = partsOf(readElements(bytes)[0])
    if (partsOf(imprint).length !== 2 || imprint === undefined) return null
    return {
      imprint: imprint.whole, nonce: optional.find(one => one.tag === 0x02)?.whole ?? null,
      isWithCertificates: optional.some(one => one.whole.equals(boolean(true))),
    }
  } catch {
    return null // no DER
  }
}
