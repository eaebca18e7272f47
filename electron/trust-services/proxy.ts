/** Đi qua máy chủ proxy của cơ quan: how a request goes where the system says it must go through a proxy. */
import { once } from 'node:events'
import http, { type ClientRequest, type IncomingMessage } from 'node:http'
import https from 'node:https'
import { Readable } from 'node:stream'
import type { Fetch } from './network.ts'

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/
const LARGEST_WITH_LENGTH = 1024 * 1024
const NO_BODY = new Set([204, 205, 304])

/** `direct` where no proxy is prescribed; else through it: absolute addresses for http, a CONNECT tunnel for https. */
export function createProxiedFetch(direct: (request: Request) => Promise<Response>): Fetch {
  const known = new Map<string, Agents>()
  return (request, proxy) => {
    if (proxy === null) return direct(request)
    const agents = known.get(proxy) ?? makeAgents(proxy)
    known.set(proxy, agents)
    return through(request, agents)
  }
}

/**
 * The first proxy of a list as Chromium answers it ("PROXY a:8080; DIRECT"). Null: direct, and also for SOCKS, which is not
 * spoken here.
 */
export function firstProxy(list: string): string | null {
  const [kind = '', host] = list.split(';')[0]?.trim().split(/\s+/) ?? []
  return kind.toUpperCase() === 'PROXY' && host !== undefined ? host : null
}

/** What the environment of a command line prescribes: HTTP_PROXY, HTTPS_PROXY, NO_PROXY, in either case. This machine is never asked through it. */
export function proxyFromEnvironment(environment: Readonly<Record<string, string | undefined>>): (url: URL) => Promise<string | null> {
  const read = (name: string): string => environment[name.toLowerCase()] ?? environment[name.toUpperCase()] ?? ''
  const exceptions = read('no_proxy').split(/[\s,]+/).filter(name => name !== '')
  return url => {
    const proxy = read(url.protocol === 'https:' ? 'https_proxy' : 'http_proxy')
    const address = URL.parse(/^[a-z]+:\/\//i.test(proxy) ? proxy : `http://${proxy}`)
    return Promise.resolve(proxy === '' || !address || isExceptedHost(url, exceptions) ? null : address.host)
  }
}

/** Asked without a proxy: this machine, the names given, and what is below them (`*` is everything). */
export function isExceptedHost(url: URL, names: readonly string[]): boolean {
  return LOOPBACK.test(url.hostname) || names.some(name => isExcepted(url, name))
}

function isExcepted(url: URL, name: string): boolean {
  const plain = name.replace(/^\*?\./, '').toLowerCase()
  return name === '*' || url.host === plain || url.hostname === plain || url.hostname.endsWith(`.${plain}`)
}

interface Agents { readonly http: http.Agent; readonly https: https.Agent }

function makeAgents(proxy: string): Agents {
  const proxyEnv = { http_proxy: `http://${proxy}`, https_proxy: `http://${proxy}` }
  return { http: new http.Agent({ keepAlive: true, proxyEnv }), https: new https.Agent({ keepAlive: true, proxyEnv }) }
}

async function through(request: Request, agents: Agents): Promise<Response> {
  const url = new URL(request.url)
  const isTls = url.protocol === 'https:'
  const options = { method: request.method, headers: Object.fromEntries(request.headers), agent: isTls ? agents.https : agents.http, signal: request.signal }
  const outgoing = isTls ? https.request(url, options) : http.request(url, options)
  const answered = new Promise<Response>((done, failed) => {
    outgoing.on('response', incoming => done(toResponse(incoming)))
    outgoing.on('error', failed)
  })
  // Whoever refuses early answers before the body is through; that answer then is what counts.
  sendBody(request, outgoing).catch((error: unknown) => outgoing.destroy(error instanceof Error ? error : new Error('body')))
  return answered
}

/** Small bodies go with their length, since TSAs and responders often know no chunks; large ones as they come. */
async function sendBody({ body }: Request, outgoing: ClientRequest): Promise<void> {
  const first: Uint8Array[] = []
  let size = 0
  for await (const piece of body ?? []) {
    size += piece.length
    if (size > LARGEST_WITH_LENGTH) {
      for (const kept of first.splice(0)) outgoing.write(kept)
      if (!outgoing.write(piece)) await once(outgoing, 'drain')
    } else first.push(piece)
  }
  if (size > LARGEST_WITH_LENGTH) outgoing.end()
  else {
    if (size > 0) outgoing.setHeader('content-length', size)
    outgoing.end(Buffer.concat(first))
  }
}

function toResponse(incoming: IncomingMessage): Response {
  const status = incoming.statusCode ?? 502
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) if (typeof value === 'string') headers.set(name, value)
  if (!NO_BODY.has(status)) return new Response(Readable.toWeb(incoming) as ReadableStream, { status, headers })
  incoming.resume()
  return new Response(null, { status, headers })
}
