import { ProblemError } from '../../shared/problem.ts'
import { isSafe } from './address.ts'
import { readText } from './read-body.ts'
import { fromNetwork, fromStatus } from './status.ts'

/** The network as the composition root gives it: `fetch`, a proxy's, or a province in the same process. */
export type Fetch = (request: Request) => Promise<Response>
export interface HttpInputs {
  readonly fetch: Fetch
  readonly now: () => number
  /** Told the server's own clock with every answer that states it (RFC 9110 §6.6.1), in milliseconds. */
  readonly onServerDate?: (at: number) => void
  /** How long the head of an answer may take. */
  readonly timeoutMs?: number
}
export interface Credentials { readonly user: string, readonly password: string }

const TIMEOUT_MS = 60_000 // a first page of 500 documents over a slow office line
const MAX_REDIRECTS = 5
const MAX_ERROR_CHARS = 100_000

export interface HttpAnswer { readonly response: Response, readonly url: URL }

/**
 * One request with its credentials. Redirects are followed by hand and only within the origin, so that the password
 * never goes where the officer did not send it. Throws `province.*`; an answer that is returned is a success.
 */
export async function send(inputs: HttpInputs, credentials: Credentials, url: URL, init: RequestInit = {}): Promise<HttpAnswer> {
  let at = url
  for (let redirects = 0; ; redirects++) {
    const response = await once(inputs, credentials, at, init)
    if (![301, 302, 303, 307, 308].includes(response.status)) {
      if (response.ok || response.status === 206) return { response, url: at }
      throw fromStatus(response.status, response.headers, await readText(response, MAX_ERROR_CHARS).catch(() => ''), inputs.now())
    }
    at = redirectTarget(response, at, redirects)
    await response.body?.cancel()
  }
}

function redirectTarget(response: Response, from: URL, redirects: number): URL {
  const location = response.headers.get('location')
  if (location === null || redirects >= MAX_REDIRECTS) throw new ProblemError('province.not-jmap', { reason: 'redirects' })
  const to = URL.parse(location, from.href)
  if (to === null || to.origin !== from.origin || !isSafe(to)) throw new ProblemError('province.bad-address', { reason: 'redirect-leaves-origin' })
  return to
}

async function once(inputs: HttpInputs, { user, password }: Credentials, url: URL, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers)
  headers.set('authorization', `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`)
  // Only the head is under the clock: a large file may take as long as it needs while bytes come.
  const clock = new AbortController()
  const timer = setTimeout(() => clock.abort(new DOMException('no answer', 'TimeoutError')), inputs.timeoutMs ?? TIMEOUT_MS)
  try {
    const signal = init.signal == null ? clock.signal : AbortSignal.any([init.signal, clock.signal])
    const response = await inputs.fetch(new Request(url, { ...init, headers, redirect: 'manual', signal }))
    const date = Date.parse(response.headers.get('date') ?? '')
    if (!Number.isNaN(date)) inputs.onServerDate?.(date)
    return response
  } catch (error) {
    throw fromNetwork(error)
  } finally {
    clearTimeout(timer)
  }
}
