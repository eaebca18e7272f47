import { createHash, sign } from 'node:crypto'
import type { Identity } from './certificate.ts'
import { integer, nullValue, octetString, oid, sequence, setOf, tagged } from './der.ts'

const SHA256 = sequence(oid('2.16.840.1.101.3.4.2.1'), nullValue())
const RSA = sequence(oid('1.2.840.113549.1.1.1'), nullValue())
const ID_DATA = oid('1.2.840.113549.1.7.1')

/**
 * A detached CMS for `ETSI.CAdES.detached` (ETSI EN 319 142-1 §6.3): content-type, message-digest and
 * signing-certificate-v2 (RFC 5035), nothing else; the time is the PDF's /M.
 */
export function makeCms(identity: Identity, contentDigest: Uint8Array): Buffer {
  const certificateHash = createHash('sha256').update(identity.certificate).digest()
  const attributes = [
    attribute('1.2.840.113549.1.9.3', ID_DATA),
    attribute('1.2.840.113549.1.9.4', octetString(contentDigest)),
    // SHA-256 is the default of ESSCertIDv2 and DER leaves defaults out.
    attribute('1.2.840.113549.1.9.16.2.47', sequence(sequence(sequence(octetString(certificateHash))))),
  ]
  const signed = setOf(...attributes)
  const signature = sign('sha256', signed, identity.privateKey)
  const signer = sequence(integer(1), identity.issuerAndSerial, SHA256, Buffer.concat([Buffer.from([0xa0]), signed.subarray(1)]), RSA, octetString(signature))
  // The root is left out: who trusts it has it.
  const certificates = tagged(0, identity.certificate, ...identity.chain.slice(0, -1))
  const content = sequence(integer(1), setOf(SHA256), sequence(ID_DATA), certificates, setOf(signer))
  return sequence(oid('1.2.840.113549.1.7.2'), tagged(0, content))
}

function attribute(id: string, value: Buffer): Buffer {
  return sequence(oid(id), setOf(value))
}
