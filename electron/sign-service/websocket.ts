import { createHash, randomBytes } from 'node:crypto'
import { connect, type TLSSocket } from 'node:tls'
import { ProblemError } from '../../shared/problem.ts'

export interface ServiceAddress {
  readonly port: number
  /** SHA-256 of the one certificate that is the service's, as hex; null only to learn it. */
  readonly pin: string | null
}

export interface Exchange {
  readonly address: ServiceAddress
  /** The function's path: `/SignApproved`. */
  readonly path: string
  readonly text: string
  readonly signal: AbortSignal
}

/** Replies are a few lines of JSON. */
const MOST_REPLY_BYTES = 1 << 20
const MOST_HEAD_BYTES = 16 << 10
/** RFC 6455 §1.3. */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

/**
 * One WebSocket connection to this PC: one text there, one back, closed (facts §3). TLS with a certificate that signs
 * itself: it is told by its hash and by nothing else, and nothing is sent before.
 */
export async function exchangeText({ address, path, text, signal }: Exchange): Promise<string> {
  const socket = await dial(address, signal)
  try {
    const incoming = socket[Symbol.asyncIterator]() as AsyncIterator<Buffer>
    const key = randomBytes(16).toString('base64')
    socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${address.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\n\r\n`)
    const rest = await upgraded(incoming, key)
    socket.write(frame(OPCODE.text, Buffer.from(text)))
    const reply = await readMessage(incoming, rest, payload => socket.write(frame(OPCODE.pong, payload)))
    socket.write(frame(OPCODE.close, Buffer.alloc(0)))
    return reply
  } catch (error) {
    signal.throwIfAborted()
    throw error instanceof ProblemError ? error : new ProblemError('sign-service.broken', { why: 'connection' }, { cause: error })
  } finally {
    socket.destroy()
  }
}

/** `sign-service.timeout` where it takes longer. */
export async function within<T>(deadlineMs: number, act: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(deadlineMs)
  return act(signal).catch((error: unknown) => {
    throw signal.aborted ? new ProblemError('sign-service.timeout', { afterMs: deadlineMs }, { cause: error }) : error
  })
}

/** What the service shows as its certificate, for the moment when a person chooses to use it. */
export async function readServicePin(port: number, deadlineMs: number): Promise<string> {
  const socket = await within(deadlineMs, signal => dial({ port, pin: null }, signal))
  try {
    return pinOf(socket)
  } finally {
    socket.destroy()
  }
}

function pinOf(socket: TLSSocket): string {
  return (socket.getPeerCertificate().fingerprint256 ?? '').replaceAll(':', '').toLowerCase()
}

function dial({ port, pin }: ServiceAddress, signal: AbortSignal): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    // No authority stands behind the certificate: the pin below takes the place of the chain.
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false })
    const onAbort = (): void => {
      socket.destroy()
      reject(asError(signal.reason))
    }
    signal.addEventListener('abort', onAbort, { once: true })
    socket.once('close', () => signal.removeEventListener('abort', onAbort))
    socket.once('error', (cause: NodeJS.ErrnoException) => reject(new ProblemError(cause.code === 'ECONNREFUSED' ? 'sign-service.absent' : 'sign-service.broken', { why: cause.code ?? 'tls' }, { cause })))
    socket.once('secureConnect', () => {
      if (pin === null || pinOf(socket) === pin) {
        resolve(socket)
        return
      }
      socket.destroy()
      reject(new ProblemError('sign-service.certificate-changed'))
    })
  })
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason))
}

/** RFC 6455 §4.1: the answer to our key and nothing else makes it a WebSocket. Gives what came behind the head. */
async function upgraded(incoming: AsyncIterator<Buffer>, key: string): Promise<Buffer> {
  let head: Buffer = Buffer.alloc(0)
  for (let end = -1; end === -1; end = head.indexOf('\r\n\r\n')) {
    if (head.length > MOST_HEAD_BYTES) throw broken('handshake')
    head = Buffer.concat([head, await next(incoming)])
  }
  const end = head.indexOf('\r\n\r\n')
  const [status = '', ...lines] = head.toString('latin1', 0, end).split('\r\n')
  const accepted = lines.find(line => line.toLowerCase().startsWith('sec-websocket-accept:'))?.split(':')[1]?.trim()
  if (!/^HTTP\/1\.1 101\b/.test(status) || accepted !== createHash('sha1').update(key + GUID).digest('base64')) throw broken('handshake')
  return head.subarray(end + 4)
}

async function next(incoming: AsyncIterator<Buffer>): Promise<Buffer> {
  const { value, done } = await incoming.next()
  if (done === true) throw broken('closed')
  return value
}

const OPCODE = { continuation: 0, text: 1, close: 8, ping: 9, pong: 10 } as const

/** RFC 6455 §5.2; what a client sends is masked. */
function frame(opcode: number, payload: Buffer): Buffer {
  const mask = randomBytes(4)
  const head = payload.length < 126
    ? Buffer.from([0x80 | opcode, 0x80 | payload.length])
    : Buffer.from([0x80 | opcode, 0x80 | 126, payload.length >> 8, payload.length & 0xff])
  if (payload.length > 0xffff) throw broken('too-long')
  return Buffer.concat([head, mask, payload.map((byte, index) => byte ^ mask[index % 4]!)])
}

/** The one message, of as many fragments as it likes; pings between them are answered. */
async function readMessage(incoming: AsyncIterator<Buffer>, rest: Buffer, pong: (payload: Buffer) => void): Promise<string> {
  const parts: Buffer[] = []
  let buffer = rest
  for (;;) {
    const found = takeFrame(buffer)
    if (found === null) {
      if (buffer.length > MOST_REPLY_BYTES) throw broken('too-long')
      buffer = Buffer.concat([buffer, await next(incoming)])
      continue
    }
    buffer = found.rest
    if (found.opcode === OPCODE.ping) pong(found.payload)
    else if (found.opcode === OPCODE.close) throw broken('closed')
    else if (found.opcode === OPCODE.text || found.opcode === OPCODE.continuation) {
      parts.push(found.payload)
      if (parts.reduce((sum, { length }) => sum + length, 0) > MOST_REPLY_BYTES) throw broken('too-long')
      if (found.final) return Buffer.concat(parts).toString('utf8')
    }
  }
}

function takeFrame(buffer: Buffer): { final: boolean; opcode: number; payload: Buffer; rest: Buffer } | null {
  if (buffer.length < 2) return null
  const short = buffer[1]! & 0x7f
  const head = short < 126 ? 2 : short === 126 ? 4 : 10
  if (buffer.length < head) return null
  const length = short < 126 ? short : short === 126 ? buffer.readUInt16BE(2) : Number(buffer.readBigUInt64BE(2))
  // A server does not mask (RFC 6455 §5.1).
  if ((buffer[1]! & 0x80) !== 0 || length > MOST_REPLY_BYTES) throw broken('frame')
  if (buffer.length < head + length) return null
  return { final: (buffer[0]! & 0x80) !== 0, opcode: buffer[0]! & 0x0f, payload: buffer.subarray(head, head + length), rest: buffer.subarray(head + length) }
}

function broken(why: string): ProblemError {
  return new ProblemError('sign-service.broken', { why })
}
