import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import type { ReadableStream as WebStream } from 'node:stream/web'
import type { Province } from '../province.ts'
import { problem } from './responses.ts'

export interface Listening { readonly port: number, stop(): Promise<void> }
/** What is put on the wire; a `TornConnection` thrown tears the one connection. */
export type Served = Pick<Province, 'fetch' | 'isDown'>
export class TornConnection extends Error {}
interface Shell { readonly province: Served, readonly scheme: string, readonly log: (error: unknown) => void }
export interface Tls { readonly key: string, readonly cert: string }

/** Puts a province on a loopback port (0: any). While its network is cut, connections are torn down unanswered. */
export async function serveHttp(province: Served, port: number, tls: Tls | null, log: (error: unknown) => void): Promise<Listening> {
  const scheme = tls === null ? 'http' : 'https'
  const listener = (req: IncomingMessage, res: ServerResponse): void => void answer({ province, scheme, log }, req, res)
  const server: Server = tls === null ? createServer(listener) : createTlsServer(tls, listener)
  server.keepAliveTimeout = 65_000 // longer than a client's poll, so that its connection is there for the next one
  await new Promise<void>((done, failed) => {
    server.once('error', failed)
    server.listen(port, '127.0.0.1', done)
  })
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      const closed = new Promise<void>(done => server.close(() => done()))
      server.closeAllConnections()
      await closed
    },
  }
}

async function answer({ province, scheme, log }: Shell, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const gone = new AbortController()
  res.on('close', () => gone.abort())
  try {
    const response = await province.fetch(toRequest(scheme, req, gone.signal))
    if (province.isDown() && req.url?.startsWith('/demo/') !== true) throw new TypeError('cut while answering')
    await send(response, req, res)
  } catch (error) {
    // A cut network looks to the client like a reset, never like an answer.
    if (province.isDown() || error instanceof TornConnection) req.socket.destroy()
    else if (!gone.signal.aborted) {
      log(error)
      if (res.headersSent) req.socket.destroy()
      else await send(problem(500, 'the province failed'), req, res)
    }
  }
}

function toRequest(scheme: string, req: IncomingMessage, signal: AbortSignal): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(req.headers)) if (typeof value === 'string') headers.set(name, value)
  const hasBody = req.method !== 'GET' && req.method !== 'HEAD'
  const init = { method: req.method ?? 'GET', headers, signal, ...(hasBody ? { body: Readable.toWeb(req) as unknown as BodyInit, duplex: 'half' } : {}) }
  return new Request(new URL(req.url ?? '/', `${scheme}://${req.headers.host ?? 'localhost'}`), init)
}

async function send(response: Response, req: IncomingMessage, res: ServerResponse): Promise<void> {
  res.writeHead(response.status, Object.fromEntries(response.headers))
  if (response.body === null || req.method === 'HEAD') {
    res.end()
    return
  }
  res.flushHeaders()
  const body = Readable.fromWeb(response.body as unknown as WebStream)
  body.on('error', () => res.destroy())
  res.on('close', () => body.destroy())
  body.pipe(res)
  // Unread bytes of a refused upload would keep the connection's next request waiting.
  if (!req.readableEnded) req.resume()
}
