import { createHash, X509Certificate } from 'node:crypto'
import type { Duplex } from 'node:stream'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Identity } from './certificates.ts'

/** What the stand-in was told by one call. */
export interface Call { readonly path: string; readonly parameters: Readonly<Record<string, unknown>> }

/** How one call is answered: by default the document is fetched, signed, brought back, and Status 0. */
export interface Behaviour {
  /** The signed bytes for the fetched ones. */
  readonly sign?: (document: Uint8Array) => Promise<Uint8Array> | Uint8Array
  /** The reply's text, instead of the usual one. */
  readonly reply?: string
  readonly uploads?: 'form' | 'bare' | 'none'
  /** Never answers. */
  readonly silent?: boolean
  /** The reply comes in pieces, with a ping between them. */
  readonly inPieces?: boolean
  /** Bytes of its own choice instead of a reply; then it hangs up. */
  readonly frames?: Uint8Array
  /** Bytes of its own choice instead of a WebSocket. */
  readonly raw?: string
}

export interface FakeSignService {
  readonly port: number
  /** SHA-256 of its certificate. */
  readonly pin: string
  readonly calls: readonly Call[]
  /** Answers of its fetches, by status. */
  readonly statuses: readonly number[]
  set(behaviour: Behaviour): void
  close(): Promise<void>
}

/** VGCA Sign Service as facts §3 tell of it, on a free port of this PC unless told which, with a certificate that signs itself. */
export async function startFakeSignService(identity: Pick<Identity, 'certificate' | 'privateKey'>, at = 0): Promise<FakeSignService> {
  const held: { behaviour: Behaviour } = { behaviour: {} }
  const calls: Call[] = []
  const statuses: number[] = []
  const certificate = new X509Certificate(identity.certificate)
  const server = createServer({ cert: certificate.toString(), key: identity.privateKey.export({ type: 'pkcs8', format: 'pem' }) })
  const sockets = new Set<Duplex>()
  server.on('upgrade', (request, socket: Duplex) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    if (held.behaviour.raw !== undefined) {
      socket.end(held.behaviour.raw)
      return
    }
    const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`)
    socket.once('data', (data: Buffer) => {
      if (held.behaviour.frames !== undefined) {
        socket.end(held.behaviour.frames)
        return
      }
      const parameters = JSON.parse(unmasked(data)) as Call['parameters']
      calls.push({ path: request.url ?? '', parameters })
      void act(parameters).catch((error: unknown) => JSON.stringify({ Status: 99, Message: String(error) })).then(reply => say(socket, reply))
    })
  })

  async function act(parameters: Call['parameters']): Promise<string | null> {
    const { sign, reply, uploads = 'form', silent } = held.behaviour
    if (silent) return null
    const usual = JSON.stringify({ Status: 0, Message: '', FileName: 'signed.pdf', FileServer: '', DocumentNumber: '', DocumentDate: '' })
    if (typeof parameters['FileName'] === 'string' && sign !== undefined) {
      const fetched = await fetch(parameters['FileName'])
      statuses.push(fetched.status)
      const signed = await sign(new Uint8Array(await fetched.arrayBuffer()))
      if (uploads !== 'none') statuses.push(await upload(String(parameters['FileUploadHandler']), signed, uploads))
    }
    return reply ?? usual
  }
  function say(socket: Duplex, reply: string | null): void {
    if (reply === null) return
    const bytes = Buffer.from(reply)
    if (!held.behaviour.inPieces) socket.write(frame(0x81, bytes))
    else {
      const whole = Buffer.concat([frame(0x01, bytes.subarray(0, 3)), frame(0x89, Buffer.from('?')), frame(0x80, bytes.subarray(3))])
      for (const byte of whole) socket.write(Buffer.of(byte))
    }
  }
  await new Promise<void>(resolve => { server.listen(at, '127.0.0.1', resolve) })
  return {
    port: (server.address() as AddressInfo).port, pin: certificate.fingerprint256.replaceAll(':', '').toLowerCase(), calls, statuses,
    set(behaviour) { held.behaviour = behaviour },
    close: () => new Promise(resolve => {
      for (const socket of sockets) socket.destroy()
      server.closeAllConnections()
      server.close(() => resolve())
    }),
  }
}

async function upload(url: string, signed: Uint8Array, how: 'form' | 'bare'): Promise<number> {
  const blob = new Blob([Uint8Array.from(signed)], { type: 'application/pdf' })
  const form = new FormData()
  form.set('uploadfile', blob, 'signed.pdf')
  return (await fetch(url, { method: 'POST', body: how === 'form' ? form : blob })).status
}

/** The one short frame that a client sends here. */
function unmasked(data: Buffer): string {
  const short = data[1]! & 0x7f
  const head = short === 126 ? 4 : 2
  const mask = data.subarray(head, head + 4)
  return data.subarray(head + 4, head + 4 + (short === 126 ? data.readUInt16BE(2) : short)).map((byte, index) => byte ^ mask[index % 4]!).toString()
}

function frame(first: number, payload: Buffer): Buffer {
  const head = payload.length < 126 ? Buffer.of(first, payload.length) : Buffer.of(first, 126, payload.length >> 8, payload.length & 0xff)
  return Buffer.concat([head, payload])
}
