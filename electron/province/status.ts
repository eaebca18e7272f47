import { RequestProblem, REQUEST_ERRORS } from '../../shared/protocol/invocation.ts'
import { ProblemError, type Facts, type ProblemCode } from '../../shared/problem.ts'

/**
 * The one translation of what HTTP, TLS and JMAP say on failure, by code. A wrong password, a certificate and an address
 * need a person; everything else of the network passes, so the sync tries again.
 */

/** TLS failures by OpenSSL's and Node's names; they are final, no switch turns them off (security.md). */
const CERTIFICATE = /^(?:CERT_|ERR_TLS_CERT|ERR_SSL_|UNABLE_TO_(?:GET|VERIFY|DECRYPT)|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH|INVALID_(?:CA|PURPOSE)|PATH_LENGTH|EPROTO)/

/** What `fetch` rejected with. */
export function fromNetwork(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error
  const code = deepestCode(error)
  if (code !== null && CERTIFICATE.test(code)) return new ProblemError('province.certificate', { reason: code }, { cause: error })
  return new ProblemError('province.unreachable', { reason: code ?? (error instanceof Error ? error.name : 'unknown') }, { cause: error })
}

/** An answer that is not a success. `body` may say more (RFC 8620 §3.6.1, RFC 7807). */
export function fromStatus(status: number, headers: Headers, body: string, now: number): ProblemError {
  const type = requestErrorType(body)
  const facts: Facts = { status, ...(type === null ? {} : { type }) }
  if (type === REQUEST_ERRORS.limit) return new ProblemError('province.too-large', facts)
  const retryAfterMs = parseRetryAfter(headers.get('retry-after'), now)
  if (status === 429 || (status === 503 && retryAfterMs !== null)) return new ProblemError('province.rate-limited', { ...facts, retryAfterMs })
  return new ProblemError(CODES[status] ?? (status >= 500 ? 'province.server-failed' : 'province.refused'), facts)
}

const CODES: Readonly<Record<number, ProblemCode>> = { 401: 'province.wrong-password', 404: 'province.not-jmap', 405: 'province.not-jmap', 413: 'province.too-large' }

/** Failures that pass by themselves: the sync backs off and tries again, and says "offline" meanwhile. */
export function isPassing(error: unknown): error is ProblemError {
  return error instanceof ProblemError && ['province.unreachable', 'province.rate-limited', 'province.server-failed'].includes(error.code)
}

/** Seconds or an HTTP date (RFC 9110 §10.2.3); an hour at most, whatever the server says. */
export function parseRetryAfter(value: string | null, now: number): number | null {
  if (value === null) return null
  const ms = /^\d{1,9}$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), 3_600_000)
}

function requestErrorType(body: string): string | null {
  try {
    const parsed = RequestProblem.safeParse(JSON.parse(body))
    return parsed.success && parsed.data.type.startsWith('urn:ietf:params:jmap:error:') ? parsed.data.type : null
  } catch {
    // An error page in HTML is no JMAP problem; the status alone decides.
    return null
  }
}

/** Node wraps the real failure in causes, the newest outside. */
function deepestCode(error: unknown): string | null {
  let found: string | null = null
  for (let at = error, depth = 0; at instanceof Error && depth < 10; at = at.cause, depth++) if ('code' in at && typeof at.code === 'string') found = at.code
  return found
}
