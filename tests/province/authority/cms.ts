import { createHash } from 'node:crypto'
import { cmsSignatureAlgorithm, signWith, type Identity } from './certificate.ts'
import { integer, nullValue, octetString, oid, sequence, setOf, tagged } from './der.ts'

const SHA256 = sequence(oid('2.16.840.1.101.3.4.2.1'), nullValue())
const ID_DATA = '1.2.840.113549.1.7.1'

/**
 * A detached CMS for `ETSI.CAdES.detached` (ETSI EN 319 142-1 §6.3): content-type, message-digest and
 * signing-certificate-v2 (RFC 5035), nothing else; the time is the PDF's /M.
 */
export function makeCms(identity: Identity, contentDigest: Uint8Array): Buffer {
  return signedData(identity, { type: ID_DATA, content: null, digest: contentDigest, certificates: withoutRoot(identity) })
}

/** A CMS that carries its content (RFC 5652 §5.1): time-stamp tokens. */
export function makeAttachedCms(identity: Identity, { type, content, isWithCertificates }: { readonly type: string; readonly content: Uint8Array; readonly isWithCertificates: boolean }): Buffer {
  const digest = createHash('sha256').update(content).digest()
  return signedData(identity, { type, content, digest, certificates: isWithCertificates ? withoutRoot(identity) : [] })
}

interface Content { readonly type: string; readonly content: Uint8Array | null; readonly digest: Uint8Array; readonly certificates: readonly Buffer[] }

function signedData(identity: Identity, { type, content, digest, certificates }: Content): Buffer {
  const certificateHash = createHash('sha256').update(identity.certificate).digest()
  const signed = setOf(
    attribute('1.2.840.113549.1.9.3', oid(type)),
    attribute('1.2.840.113549.1.9.4', octetString(digest)),
    // SHA-256 is the default of ESSCertIDv2 and DER leaves defaults out.
    attribute('1.2.840.113549.1.9.16.2.47', sequence(sequence(sequence(octetString(certificateHash))))),
  )
  const value = octetString(signWith(identity.privateKey, signed))
  const signer = sequence(integer(1), identity.issuerAndSerial, SHA256, Buffer.concat([Buffer.from([0xa0]), signed.subarray(1)]), cmsSignatureAlgorithm(identity.privateKey), value)
  const encapsulated = sequence(oid(type), ...(content === null ? [] : [tagged(0, octetString(content))]))
  // RFC 5652 §5.1: version 3 as soon as the content is not plain data.
  const body = sequence(integer(type === ID_DATA ? 1 : 3), setOf(SHA256), encapsulated, ...(certificates.length === 0 ? [] : [tagged(0, ...certificates)]), setOf(signer))
  return sequence(oid('1.2.840.113549.1.7.2'), tagged(0, body))
}

/** The root is left out: who trusts it has it. */
function withoutRoot(identity: Identity): Buffer[] {
  return [identity.certificate, ...identity.chain.slice(0, -1)]
}

function attribute(id: string, value: Buffer): Buffer {
  return sequence(oid(id), setOf(value))
}
