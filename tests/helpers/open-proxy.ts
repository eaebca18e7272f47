import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The server on any loopback port. */
export async function listenOn(server: Server): Promise<{ readonly host: string }> {
  await new Promise<void>(done => { server.listen(0, '127.0.0.1', done) })
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}` }
}

/** An HTTP proxy that sends every path on to where `to` says, headers and body as they came. */
export async function openProxy(to: (path: string) => string): Promise<{ readonly host: string; readonly seen: string[]; close(): Promise<void> }> {
  const seen: string[] = []
  const server = createServer((incoming, outgoing) => {
    seen.push(incoming.url ?? '')
    const { host: _host, connection: _connection, 'proxy-connection': _proxy, ...headers } = incoming.headers
    const onward = request(to(new URL(incoming.url ?? '').pathname), { method: incoming.method ?? 'GET', headers }, answer => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    incoming.pipe(onward)
  })
  const { host } = await listenOn(server)
  return { host, seen, close: async () => { await new Promise<void>(done => { server.close(() => done()); server.closeAllConnections() }) } }
}
