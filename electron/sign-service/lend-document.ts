import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ProblemError } from '../../shared/problem.ts'

/** A document as it is read where it lies. */
export interface Readable { readonly size: number; read(offset: number, length: number): Promise<Uint8Array> }

export interface Lent {
  /** Where the service fetches the document, once. */
  readonly fileUrl: string
  /** Where it brings the signed one, once. */
  readonly uploadUrl: string
  /** The signed document when it was brought; rejects with what was wrong with it. */
  readonly signed: Promise<Uint8Array>
  close(): void
}

const PIECE_BYTES = 256 << 10
/** A signature, its picture, timestamps and a form around the file. */
const MOST_ADDED_BYTES = 32 << 20

/**
 * Lends one document to a program of this PC: a server on the loopback address for one download and one upload, each
 * behind a token of its own that is worth nothing the second time. Closed with the act.
 */
export async function lendDocument(document: Readable, name: string): Promise<Lent> {
  const tokens = { file: randomBytes(24).toString('base64url'), upload: randomBytes(24).toString('base64url') }
  const left = new Set(Object.values(tokens))
  const brought = Promise.withResolvers<Uint8Array>()
  // Nobody may be waiting for it when the service has already failed.
  brought.promise.catch(() => undefined)
  const server = createServer((request, response) => {
    const token = tokenOf(request, (server.address() as AddressInfo).port)
    if (token === null || !left.delete(token)) refuse(response, token === null ? 403 : 404)
    else if (token === tokens.file && request.method === 'GET') void send(document, response).catch(() => response.destroy())
    else if (token === tokens.upload && request.method === 'POST') void receive(request, document.size + MOST_ADDED_BYTES).then(brought.resolve, brought.reject).finally(() => answer(response, name))
    else refuse(response, 405)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    fileUrl: `${root}/${tokens.file}/${encodeURIComponent(name)}`, uploadUrl: `${root}/${tokens.upload}`, signed: brought.promise,
    close() {
      left.clear()
      server.close()
      server.closeAllConnections()
    },
  }
}

/** Pages of a browser name their origin, and a name that was rebound is not our address: neither gets anything. */
function tokenOf({ headers, url = '' }: IncomingMessage, port: number): string | null {
  if (headers.origin !== undefined || headers.host !== `127.0.0.1:${port}`) return null
  return url.split('/')[1]?.split('?')[0] ?? ''
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { Connection: 'close' }).end()
}

async function send(document: Readable, response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'Content-Type': 'application/pdf', 'Content-Length': document.size, 'Cache-Control': 'no-store' })
  for (let offset = 0; offset < document.size; offset += PIECE_BYTES) {
    const piece = Uint8Array.from(await document.read(offset, Math.min(PIECE_BYTES, document.size - offset)))
    if (!response.write(piece)) await new Promise(resolve => { response.once('drain', resolve) })
  }
  response.end()
}

/** As a form with one file, as VGCA's tools send it, or the bare bytes. */
async function receive(request: IncomingMessage, most: number): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > most) throw new ProblemError('sign-service.bad-output', { why: 'too-large' })
    chunks.push(chunk)
  }
  const body = Buffer.concat(chunks)
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data')) return body
  const form = await new Response(body, { headers: { 'Content-Type': type } }).formData().catch((cause: unknown) => {
    throw new ProblemError('sign-service.bad-output', { why: 'form' }, { cause })
  })
  const file = [...form.values()].find(value => typeof value !== 'string')
  if (file === undefined) throw new ProblemError('sign-service.bad-output', { why: 'no-file' })
  return new Uint8Array(await file.arrayBuffer())
}

/** What the handlers of e-office servers answer to VGCA's tools. */
function answer(response: ServerResponse, name: string): void {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ Status: true, Message: '', FileName: name, FileServer: '' }))
}
