/** Đi qua máy chủ proxy của cơ quan: how a request goes where the system says it must go through a proxy. */
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { Readable } from 'node:stream'
import type { Fetch } from './network.ts'

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/
const NO_BODY = new Set([204, 205, 304])

/** `direct` where no proxy is prescribed; else through it: absolute addresses for http, a CONNECT tunnel for https. */
export function createProxiedFetch(direct: (request: Request) => Promise<Response>): Fetch {
  return (request, proxy) => proxy === null ? direct(request) : through(request, proxy)
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
    return Promise.resolve(proxy === '' || !address || LOOPBACK.test(url.hostname) || exceptions.some(name => isExcepted(url, name)) ? null : address.host)
  }
}

function isExcepted(url: URL, name: string): boolean {
  const plain = name.replace(/^\*?\./, '').toLowerCase()
  return name === '*' || url.host === plain || url.hostname === plain || url.hostname.endsWith(`.${plain}`)
}

async function through(request: Request, proxy: string): Promise<Response> {
  const url = new URL(request.url)
  const body = new Uint8Array(await request.arrayBuffer())
  const { Agent, request: open } = url.protocol === 'https:' ? https : http
  const address = `http://${proxy}`
  const agent = new Agent({ proxyEnv: { http_proxy: address, https_proxy: address } })
  return new Promise((done, failed) => {
    const headers = { ...Object.fromEntries(request.headers), ...(body.length > 0 && { 'content-length': String(body.length) }) }
    const outgoing = open(url, { method: request.method, headers, agent, signal: request.signal }, incoming => done(toResponse(incoming)))
    outgoing.on('error', failed)
    outgoing.end(body)
  })
}

function toResponse(incoming: IncomingMessage): Response {
  const status = incoming.statusCode ?? 502
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) if (typeof value === 'string') headers.set(name, value)
  if (!NO_BODY.has(status)) return new Response(Readable.toWeb(incoming) as ReadableStream, { status, headers })
  incoming.resume()
  return new Response(null, { status, headers })
}
