/** Hỏi trạng thái một chứng thư số at an OCSP responder (RFC 6960 App. A). */
import { ProblemError, type ProblemCode } from '../../shared/problem.ts'
import type { Certificate } from '../pki/certificate.ts'
import { octetString } from '../pki/der.ts'
import type { RevocationStatus } from '../pki/evidence.ts'
import { buildOcspRequest } from '../pki/ocsp-request.ts'
import { parseOcspResponse, type OcspAnswer } from '../pki/ocsp-response.ts'
import { ocspStatus } from '../pki/ocsp-status.ts'
import { ask } from './exchange.ts'
import type { NetworkInputs } from './network.ts'

export interface ResponderQuestion {
  readonly certificate: Certificate
  readonly issuer: Certificate
  readonly url: URL
  readonly timeoutMs: number
  readonly signal: AbortSignal | undefined
}

const LARGEST_ANSWER = 256 * 1024
const NONCE_OCTETS = 16

const CODES: Readonly<Record<Extract<RevocationStatus, { kind: 'unknown' }>['why'], ProblemCode>> = {
  absent: 'revocation.other-question', stale: 'revocation.stale', refused: 'revocation.untrusted-answer', unknown: 'revocation.unknown-certificate',
}

/** An answer that says good or revoked, signed by who may. Throws `revocation.*`. */
export async function askResponder(network: NetworkInputs, question: ResponderQuestion): Promise<OcspAnswer> {
  const { certificate, issuer, url, timeoutMs, signal } = question
  const nonce = network.random(NONCE_OCTETS)
  const bytes = await ask(network, {
    area: 'revocation', url, body: { type: 'application/ocsp-request', bytes: buildOcspRequest({ certificate, issuer, nonce }) },
    accept: 'application/ocsp-response', timeoutMs, largest: LARGEST_ANSWER, signal,
  })
  const answer = read(bytes, url)
  // Many responders answer from stock and without a nonce (RFC 5019 §4); freshness then is all there is. A wrong one is a wrong answer.
  if (answer.nonce && !isEcho(answer.nonce, nonce)) throw new ProblemError('revocation.other-question', { service: url.host })
  const now = network.now()
  const status = ocspStatus({ certificate, issuer, answers: [answer], at: now, now, isRevoked: () => false })
  if (status.kind === 'unknown') throw new ProblemError(CODES[status.why], { service: url.host })
  return answer
}

function read(bytes: Uint8Array, url: URL): OcspAnswer {
  const parsed = attempt(() => parseOcspResponse(bytes), url)
  if (parsed.kind === 'refused') throw new ProblemError('revocation.refused', { service: url.host, status: parsed.status })
  return parsed.answer
}

/** Foreign bytes: whatever the parser throws means that they cannot be read. */
export function attempt<T>(act: () => T, url: URL): T {
  try {
    return act()
  } catch (error) {
    throw new ProblemError('revocation.malformed', { service: url.host }, { cause: error })
  }
}

/** As it was sent, wrapped in its OCTET STRING, or bare as some responders echo it. */
function isEcho(answered: Uint8Array, nonce: Uint8Array): boolean {
  return Buffer.compare(answered, octetString(nonce)) === 0 || Buffer.compare(answered, nonce) === 0
}
