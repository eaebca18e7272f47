import { X509Certificate } from 'node:crypto'

/** No Vietnamese chain is longer than four; a token may hold a circle of cross-certificates. */
const MOST_LINKS = 8

/**
 * The issuers above a certificate as far as the token holds them, upward, by name and signature. Whether the path is
 * valid is not judged here.
 */
export function chainAbove(leaf: Uint8Array, pool: readonly Uint8Array[]): Uint8Array[] {
  const candidates = pool.flatMap(der => parsed(der) ?? [])
  const chain: X509Certificate[] = []
  let current = parsed(leaf)
  while (current && chain.length < MOST_LINKS) {
    const child: X509Certificate = current
    const issuer = candidates.find(each => !each.raw.equals(child.raw) && !chain.includes(each) && child.checkIssued(each) && child.verify(each.publicKey))
    if (issuer) chain.push(issuer)
    current = issuer
  }
  return chain.map(({ raw }) => raw)
}

function parsed(der: Uint8Array): X509Certificate | undefined {
  try {
    return new X509Certificate(der)
  } catch {
    return undefined // not a certificate: it can be nobody's issuer
  }
}
