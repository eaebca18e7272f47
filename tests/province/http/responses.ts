import { REQUEST_ERRORS } from '../../../shared/protocol/invocation.ts'

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers } })
}

/** Problem details (RFC 7807), as RFC 8620 §3.6.1 wants them for whole requests. */
export function problem(status: number, detail: string, more: Record<string, unknown> = {}, headers: Record<string, string> = {}): Response {
  const body = JSON.stringify({ type: 'about:blank', status, detail, ...more })
  return new Response(body, { status, headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers } })
}

export function requestProblem(error: keyof typeof REQUEST_ERRORS, detail: string, more: Record<string, unknown> = {}): Response {
  return problem(400, detail, { type: REQUEST_ERRORS[error], ...more })
}

/** The body's bytes, null as soon as there are more than allowed. */
export async function readBody(request: Request, most: number): Promise<Buffer | null> {
  if (Number(request.headers.get('content-length') ?? 0) > most) return null
  if (request.body === null) return Buffer.alloc(0)
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of request.body) {
    size += piece.length
    if (size > most) return null
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
