import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What stands between an officer and the province: nothing, a server that refuses the password, another site, or a line that is cut. */
export type Weather = 'fair' | 'refuses' | 'other-site' | 'cut'
export interface Proxy { readonly url: string; setWeather(weather: Weather): void; stop(): Promise<void> }

/** A proxy in front of a province, on a port of its own; the province sees the proxy's address as its own. */
export async function startProxy(to: string): Promise<Proxy> {
  const held: { weather: Weather } = { weather: 'fair' }
  const server = createServer((asked, answer) => {
    switch (held.weather) {
      case 'fair': return pass(asked, answer, to)
      case 'refuses': return void answer.writeHead(401).end()
      case 'other-site': return void answer.writeHead(200, { 'content-type': 'text/html' }).end('<html><title>Wi-Fi</title></html>')
      case 'cut': return void asked.destroy()
    }
  })
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    setWeather(weather) {
      held.weather = weather
      // Streams that are open would go on telling as if nothing were.
      if (weather !== 'fair') server.closeAllConnections()
    },
    stop: () => new Promise(resolve => {
      server.closeAllConnections()
      server.close(() => resolve())
    }),
  }
}

function pass(asked: IncomingMessage, answer: ServerResponse, to: string): void {
  const { hostname, port } = new URL(to)
  const onward = request({ hostname, port, path: asked.url, method: asked.method, headers: asked.headers }, given => {
    answer.writeHead(given.statusCode ?? 502, given.headers)
    given.pipe(answer)
  })
  onward.on('error', () => { answer.destroy() })
  answer.on('close', () => { onward.destroy() })
  asked.pipe(onward)
}
