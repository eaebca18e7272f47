/** One question over HTTP and its whole answer, within its time and size. What goes wrong has its code by area. */
import { ProblemError, type Facts } from '../../shared/problem.ts'
import { concat } from '../pki/der.ts'
import { isAskable, mapHost, type NetworkInputs } from './network.ts'

export interface Question {
  readonly area: 'timestamp' | 'revocation'
  readonly url: URL
  /** Null asks with GET. */
  readonly body: { readonly type: string; readonly bytes: Uint8Array } | null
  readonly accept: string
  /** For the whole exchange, the last octet included. */
  readonly timeoutMs: number
  readonly largest: number
  readonly signal?: AbortSignal | undefined
}

const MOST_REDIRECTS = 3
const REDIRECTS = new Set([301, 302, 303, 307, 308])
const LONGEST_RETRY_MS = 3_600_000
/** All of these are DER: a SEQUENCE begins so, and a login page, JSON or PEM does not. */
const DER_START = 0x30
const PEM_START = '-----BEGIN '

/** The octets of the answer. Throws `timestamp.*` or `revocation.*` with the fact `service`, its host. */
export async function ask(network: NetworkInputs, question: Question): Promise<Uint8Array> {
  const clock = new AbortController()
  const timer = setTimeout(() => clock.abort(new DOMException('no answer', 'TimeoutError')), question.timeoutMs)
  const signal = question.signal ? AbortSignal.any([question.signal, clock.signal]) : clock.signal
  try {
    return await readAnswer(await follow(network, question, signal), question)
  } catch (error) {
    if (error instanceof ProblemError) throw error
    question.signal?.throwIfAborted()
    if (clock.signal.aborted) throw fault(question, 'timeout', { seconds: Math.ceil(question.timeoutMs / 1000) }, error)
    throw fault(question, 'unreachable', { reason: deepestCode(error) }, error)
  } finally {
    clearTimeout(timer)
  }
}

async function follow(network: NetworkInputs, question: Question, signal: AbortSignal): Promise<Response> {
  let at = question.url
  for (let redirects = 0; ; redirects += 1) {
    if (!isAskable(at)) throw fault(question, 'not-a-service', { reason: 'address' })
    const target = mapHost(at, network.hostMap)
    const response = await network.fetch(toRequest(question, target, signal), await network.proxyFor?.(target) ?? null)
    if (!REDIRECTS.has(response.status)) return checkHead(response, question, network.now())
    await response.body?.cancel()
    const next = URL.parse(response.headers.get('location') ?? '', at.href)
    // A portal that wants a login moves a POST elsewhere; only 307 and 308 keep the question (RFC 9110 §15.4).
    if (!next || redirects >= MOST_REDIRECTS || (question.body && response.status < 307)) throw fault(question, 'not-a-service', { reason: 'redirect' })
    at = next
  }
}

function toRequest({ body, accept }: Question, url: URL, signal: AbortSignal): Request {
  const headers = { accept, ...(body && { 'content-type': body.type }) }
  return new Request(url, { method: body ? 'POST' : 'GET', headers, ...(body && { body: Uint8Array.from(body.bytes) }), redirect: 'manual', signal })
}

async function checkHead(response: Response, question: Question, now: number): Promise<Response> {
  const { status, headers } = response
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (response.ok && type !== 'text/html') return response
  await response.body?.cancel()
  if (status === 429 || status === 503) throw fault(question, 'busy', { status, retryAfterMs: retryAfter(headers.get('retry-after'), now) })
  if (status >= 500) throw fault(question, 'unreachable', { status })
  throw fault(question, 'not-a-service', { status, type })
}

/** Only who reads can stop an answer that never ends. */
async function readAnswer(response: Response, question: Question): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let size = 0
  const reader = response.body?.getReader()
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    size += read.value.length
    pieces.push(read.value)
    if (size <= question.largest) continue
    // The rest is of no interest, and neither is how the cancel ends.
    reader?.cancel().catch(() => {})
    throw fault(question, 'too-large', { limit: question.largest })
  }
  const bytes = concat(pieces)
  if (bytes[0] === DER_START || Buffer.from(bytes.subarray(0, PEM_START.length)).toString('latin1') === PEM_START) return bytes
  throw fault(question, bytes.length === 0 ? 'malformed' : 'not-a-service', { status: response.status })
}

type Fault = 'timeout' | 'unreachable' | 'busy' | 'not-a-service' | 'too-large' | 'malformed'

function fault({ area, url }: Question, reason: Fault, facts: Facts, cause?: unknown): ProblemError {
  return new ProblemError(`${area}.${reason}`, { service: url.host, ...facts }, { cause })
}

/** Seconds or a date (RFC 9110 §10.2.3), an hour at most; null where nothing is said. */
function retryAfter(value: string | null, now: number): number | null {
  if (value === null) return null
  const ms = /^\d{1,9}$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), LONGEST_RETRY_MS)
}

/** Node wraps the real failure in causes, the newest outside. */
function deepestCode(error: unknown): string {
  let found = error instanceof Error ? error.name : 'unknown'
  for (let at = error, depth = 0; at instanceof Error && depth < 10; at = at.cause, depth += 1) if ('code' in at && typeof at.code === 'string') found = at.code
  return found
}
