/** Câu hỏi trạng thái chứng thư số (OCSPRequest, RFC 6960 §4.1). */
import { createHash } from 'node:crypto'
import type { Certificate } from './certificate.ts'
import { der, derNull, octetString, oid, sequence, TAG } from './der.ts'
import { childrenOf, DerError, readBits, readDer } from './der-read.ts'
import { OID } from './oids.ts'

/**
 * Asks for one certificate. SHA-1 only names the issuer here and proves nothing; it is what every responder knows
 * (RFC 5019 §2.1.1). `nonce` has 16 to 32 octets (RFC 9654 §2.1).
 */
export function buildOcspRequest({ certificate, issuer, nonce }: { readonly certificate: Certificate; readonly issuer: Certificate; readonly nonce: Uint8Array }): Uint8Array {
  const { nameHash, keyHash } = issuerHashes(issuer, 'sha1')
  const id = sequence(sequence(oid(OID.sha1), derNull()), octetString(nameHash), octetString(keyHash), certificate.serialEncoded)
  const extension = sequence(oid(OID.ocspNonce), octetString(octetString(nonce)))
  return sequence(sequence(sequence(sequence(id)), der(0xa2, sequence(extension))))
}

/** How a CertID names an issuer (§4.1.1): its name as encoded, and the octets of its key's BIT STRING. */
export function issuerHashes(issuer: Certificate, algorithm: string): { readonly nameHash: Uint8Array; readonly keyHash: Uint8Array } {
  const hash = (bytes: Uint8Array): Uint8Array => createHash(algorithm).update(bytes).digest()
  return { nameHash: hash(issuer.subject.encoded), keyHash: hash(publicKeyBits(issuer)) }
}

/** Nothing where the key cannot be read: no hash of a real key is the hash of that. */
export function publicKeyBits({ publicKey }: Certificate): Uint8Array {
  try {
    return readBits(childrenOf(readDer(publicKey.spki), TAG.sequence)[1]).octets
  } catch (error) {
    if (error instanceof DerError) return new Uint8Array()
    throw error
  }
}
