import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import { bitString, enumerated, generalizedTime, nullValue, octetString, oid, sequence, tagged, taggedPrimitive, tlv } from './der.ts'
import { partsOf, readElements } from './der-read.ts'
import { encodeName, extension, plainHex, signatureAlgorithm, signWith, type DistinguishedName, type Identity } from './certificate.ts'
import type { Revoked } from './crl.ts'

export interface OcspWish {
  /** The CA that the question is about, and who signs: the CA itself or a delegate whose certificate goes along. */
  readonly issuer: { readonly identity: Identity; readonly subject: DistinguishedName }
  readonly responder: { readonly identity: Identity; readonly isDelegated: boolean }
  readonly revoked: readonly Revoked[]
  readonly thisUpdate: number
  readonly nextUpdate: number
  readonly fault: 'wrong-nonce' | 'no-nonce' | 'unknown' | 'other-certificate' | 'wrong-signature' | null
}

const BASIC = '1.3.6.1.5.5.7.48.1.1'
const NONCE = '1.3.6.1.5.5.7.48.1.2'
/** OCSPResponseStatus (RFC 6960 §4.2.1). */
export const OCSP_STATUS = { malformedRequest: 1, internalError: 2, tryLater: 3, unauthorized: 6 } as const

/** Answers an OCSPRequest for one or several certificates of one CA. */
export function answerOcsp(request: Uint8Array, wish: OcspWish): Buffer {
  const asked = readRequest(request)
  if (asked === null) return failOcsp(OCSP_STATUS.malformedRequest)
  const keyHash = createHash('sha1').update(keyBits(wish.issuer.identity.privateKey)).digest()
  if (asked.ids.some(id => id.algorithm === '2b0e03021a' && !id.keyHash.equals(keyHash))) return failOcsp(OCSP_STATUS.unauthorized)
  const singles = asked.ids.map(id => sequence(
    wish.fault === 'other-certificate' ? sequence(...partsOf(readElements(id.whole)[0]).slice(0, 3).map(part => part.whole), tlv(0x02, Buffer.from([0x55]))) : id.whole,
    status(wish, plainHex(id.serial)), generalizedTime(wish.thisUpdate), tagged(0, generalizedTime(wish.nextUpdate)),
  ))
  const nonce = wish.fault === 'no-nonce' ? null : wish.fault === 'wrong-nonce' ? octetString(Buffer.alloc(16, 7)) : asked.nonce
  const { identity, isDelegated } = wish.responder
  const name = isDelegated ? tagged(2, octetString(createHash('sha1').update(keyBits(identity.privateKey)).digest())) : tagged(1, encodeName(wish.issuer.subject))
  const body = sequence(name, generalizedTime(wish.thisUpdate), sequence(...singles), ...(nonce === null ? [] : [tagged(1, sequence(extension(NONCE, false, nonce)))]))
  const signature = Buffer.from(signWith(identity.privateKey, body))
  if (wish.fault === 'wrong-signature') signature.writeUInt8(signature.readUInt8(signature.length - 1) ^ 1, signature.length - 1)
  const basic = sequence(body, signatureAlgorithm(identity.privateKey), bitString(signature), ...(isDelegated ? [tagged(0, sequence(identity.certificate))] : []))
  return sequence(enumerated(0), tagged(0, sequence(oid(BASIC), octetString(basic))))
}

/** An answer that says only that there is none. */
export function failOcsp(code: number): Buffer {
  return sequence(enumerated(code))
}

function status({ revoked, fault }: OcspWish, serial: string): Buffer {
  if (fault === 'unknown') return taggedPrimitive(2, Buffer.alloc(0))
  const found = revoked.find(one => one.serial === serial)
  if (found === undefined) return taggedPrimitive(0, nullValue().subarray(2))
  return tagged(1, generalizedTime(found.at), ...(found.reason === undefined ? [] : [tagged(0, enumerated(found.reason))]))
}

interface Asked { readonly ids: readonly { readonly whole: Buffer; readonly algorithm: string; readonly keyHash: Buffer; readonly serial: Buffer }[]; readonly nonce: Buffer | null }

function readRequest(bytes: Uint8Array): Asked | null {
  try {
    const body = partsOf(partsOf(readElements(bytes)[0])[0])
    const ids = partsOf(body.find(one => one.tag === 0x30)).map(single => {
      const id = partsOf(single)[0]
      const [algorithm, , keyHash, serial] = partsOf(id)
      if (id === undefined || keyHash === undefined || serial === undefined) throw new RangeError('not a certificate id')
      return { whole: id.whole, algorithm: partsOf(algorithm)[0]?.body.toString('hex') ?? '', keyHash: keyHash.body, serial: serial.body }
    })
    const extensions = body.find(one => one.tag === 0xa2)
    const nonce = extensions === undefined ? undefined : partsOf(partsOf(extensions)[0]).map(partsOf).find(parts => parts[0]?.whole.equals(oid(NONCE)))
    return { ids, nonce: nonce?.at(-1)?.body ?? null }
  } catch {
    return null // no DER
  }
}

/** The BIT STRING's octets of a public key, which OCSP hashes (RFC 6960 §4.1.1). */
function keyBits(key: KeyObject): Buffer {
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' })
  return partsOf(readElements(spki)[0])[1]?.body.subarray(1) ?? spki
}
