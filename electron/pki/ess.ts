/** The signing certificate attributes of ESS (RFC 2634 §5.4, RFC 5035 §3): which certificate the signer meant. */
import { createHash } from 'node:crypto'
import { parseAlgorithm, type Certificate } from './certificate.ts'
import { TAG } from './der.ts'
import { childrenOf, readIntegerHex, readOctets } from './der-read.ts'
import type { AttributeValues } from './cms-read.ts'
import { OID } from './oids.ts'
import { digestName } from './signature-algorithms.ts'

export function hasEss(attributes: AttributeValues): boolean {
  return attributes.has(OID.signingCertificateV2) || attributes.has(OID.signingCertificate)
}

/** True when every such attribute names this certificate first; without it a key's other certificate could be put in its place. */
export function essMatches(attributes: AttributeValues, certificate: Certificate): boolean {
  return [OID.signingCertificateV2, OID.signingCertificate].every(type => {
    const values = attributes.get(type)
    if (!values) return true
    if (values.length !== 1) return false
    const [certIds] = childrenOf(values[0], TAG.sequence)
    const fields = childrenOf(childrenOf(certIds, TAG.sequence)[0], TAG.sequence)
    const algorithm = type === OID.signingCertificate ? 'sha1' : fields[0]?.tag === TAG.sequence ? digestName(parseAlgorithm(fields.shift())) : 'sha256'
    const [hash, issuerSerial] = fields
    if (!algorithm || Buffer.compare(readOctets(hash), createHash(algorithm).update(certificate.der).digest()) !== 0) return false
    return !issuerSerial || readIntegerHex(childrenOf(issuerSerial, TAG.sequence)[1]) === certificate.serial
  })
}
