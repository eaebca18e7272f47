import type { Certificate } from './certificate.ts'
import { checkSignature, readScheme } from './signature-algorithms.ts'

/** VGCA's chains have three or four. */
const LONGEST = 16

/**
 * The certificates from a signer upwards as far as those at hand lead, each signed by the next: whom to ask about, without
 * saying that any of it is trusted. A self-signed one or an anchor ends it.
 */
export function chainOf(certificate: Certificate, candidates: readonly Certificate[], anchors: readonly Certificate[] = []): Certificate[] {
  const chain = [certificate]
  for (let top = certificate; !isTop(top, anchors) && chain.length < LONGEST;) {
    const issuer = [...anchors, ...candidates].find(one => one.subject.key === top.issuer.key && !chain.some(known => known.sha256 === one.sha256) && hasSigned(one, top))
    if (issuer === undefined) break
    chain.push(issuer)
    top = issuer
  }
  return chain
}

/** Nobody is asked about the status of such a one. */
export function isTop(certificate: Certificate, anchors: readonly Certificate[]): boolean {
  return certificate.isSelfIssued || anchors.some(anchor => anchor.sha256 === certificate.sha256)
}

function hasSigned(issuer: Certificate, { signatureAlgorithm, tbs, signature }: Certificate): boolean {
  return checkSignature({ publicKey: issuer.publicKey, scheme: readScheme(signatureAlgorithm), data: tbs, signature }) === 'valid'
}
