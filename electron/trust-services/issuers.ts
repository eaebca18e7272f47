/** Tìm chứng thư nơi cấp: the certificates above one, from what is at hand and else by its AIA address (RFC 5280 §4.2.2.1). */
import { ProblemError, toProblem, type Problem } from '../../shared/problem.ts'
import type { Certificate } from '../pki/certificate.ts'
import { readSignedData } from '../pki/cms-read.ts'
import { isIssuedBy } from '../pki/issued-by.ts'
import { parseCertificateFile } from '../pki/trust-store.ts'
import { ask } from './exchange.ts'
import { webAddresses } from './lists.ts'
import type { NetworkInputs } from './network.ts'

const LARGEST_ANSWER = 256 * 1024
/** Vietnamese chains have three or four. */
const LONGEST_CHAIN = 10

export interface ChainQuestion {
  readonly certificate: Certificate
  readonly atHand: readonly Certificate[]
  readonly anchors: readonly Certificate[]
  readonly timeoutMs: number
  readonly signal: AbortSignal | undefined
}

/** Upwards from the certificate as far as it goes; `problem` is why it did not reach an anchor or a root. */
export async function completeChain(network: NetworkInputs, question: ChainQuestion): Promise<{ readonly path: readonly Certificate[]; readonly problem: Problem | null }> {
  const { certificate, atHand, anchors } = question
  const path = [certificate]
  for (let top = certificate; path.length < LONGEST_CHAIN;) {
    if (anchors.some(anchor => anchor.sha256 === top.sha256) || (top.isSelfIssued && isIssuedBy(top, top))) return { path, problem: null }
    const near = [...anchors, ...atHand].find(one => isIssuedBy(top, one) && !path.includes(one))
    const issuer = near ?? await fetchIssuer(network, top, question).catch((error: unknown) => passing(error))
    if (!('der' in issuer)) return { path, problem: issuer }
    path.push(issuer)
    top = issuer
  }
  return { path, problem: { code: 'revocation.issuer-missing', facts: {} } }
}

/** Stopped by the user is no problem of the service. */
function passing(error: unknown): Problem {
  if (error instanceof ProblemError) return toProblem(error)
  throw error
}

async function fetchIssuer(network: NetworkInputs, certificate: Certificate, { timeoutMs, signal }: ChainQuestion): Promise<Certificate> {
  let problem = new ProblemError('revocation.issuer-missing')
  for (const url of webAddresses(certificate.extensions.issuerUrls)) {
    try {
      const bytes = await ask(network, { area: 'revocation', url, body: null, accept: 'application/pkix-cert', timeoutMs, largest: LARGEST_ANSWER, signal })
      const issuer = certificatesIn(bytes).find(one => isIssuedBy(certificate, one))
      if (issuer) return issuer
      problem = new ProblemError('revocation.issuer-missing', { service: url.host })
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      problem = error
    }
  }
  throw problem
}

/** One certificate, or a "certs-only" CMS with several (RFC 5280 §4.2.2.1). */
function certificatesIn(bytes: Uint8Array): readonly Certificate[] {
  const single = parseCertificateFile(bytes)
  if (single.length > 0) return single
  try {
    return readSignedData(bytes).certificates
  } catch {
    return [] // neither: no issuer in it
  }
}
