import { readBlob, putBlob } from '../store/blobs.ts'
import type { Store } from '../store/open-store.ts'
import type { Caller } from '../caller.ts'
import type { Engine } from '../jmap/engine.ts'
import { json, problem, readBody } from './responses.ts'

const YEAR_S = 31_536_000 // the most that a cache takes as for ever (RFC 9111 §4.2.2)

/** POST to uploadUrl (RFC 8620 §6.1). */
export async function upload({ inputs: { store }, limits }: Engine, caller: Caller, request: Request, accountId: string): Promise<Response> {
  const account = caller.accounts.find(({ id }) => id === accountId)
  if (account === undefined) return problem(404, 'no such account')
  if (account.view === 'directory') return problem(403, 'the account is read-only')
  const bytes = await readBody(request, limits.maxSizeUpload)
  if (bytes === null) return problem(413, 'the file is too large', { type: 'urn:ietf:params:jmap:error:limit', limit: 'maxSizeUpload' })
  const type = request.headers.get('content-type') ?? 'application/octet-stream'
  return json({ accountId, blobId: putBlob(store, accountId, type, bytes), type, size: bytes.length }, 201)
}

/** GET of downloadUrl (RFC 8620 §6.2): the content never changes under its name, and any part of it can be had. */
export function download(store: Store, caller: Caller, request: Request, path: { accountId: string, blobId: string, name: string, type: string | null }): Response {
  const blob = caller.accounts.some(({ id }) => id === path.accountId) ? readBlob(store, path.accountId, path.blobId) : null
  if (blob === null) return problem(404, 'no such file')
  const etag = `"${blob.id}"`
  const headers: Record<string, string> = {
    'content-type': path.type !== null && /^[\w.+-]+\/[\w.+-]+$/.test(path.type) ? path.type : 'application/octet-stream', etag, 'accept-ranges': 'bytes',
    'cache-control': `private, immutable, max-age=${YEAR_S}`, 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(path.name)}`,
    'x-content-type-options': 'nosniff',
  }
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
  const size = blob.bytes.length
  const range = wantedRange(request, etag, size)
  if (range === 'unsatisfiable') return problem(416, 'no such range', {}, { 'content-range': `bytes */${size}` })
  const part = range === null ? blob.bytes : blob.bytes.subarray(range.first, range.last + 1)
  const sent = { ...headers, 'content-length': String(part.length), ...(range === null ? {} : { 'content-range': `bytes ${range.first}-${range.last}/${size}` }) }
  return new Response(request.method === 'HEAD' ? null : Uint8Array.from(part), { status: range === null ? 200 : 206, headers: sent })
}

/** One byte range (RFC 9110 §14.2). Null, the whole file, for several ranges, another unit or an If-Range that is not met. */
function wantedRange(request: Request, etag: string, size: number): { first: number, last: number } | 'unsatisfiable' | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get('range') ?? '')
  if (match === null || (match[1] === '' && match[2] === '')) return null
  if ((request.headers.get('if-range') ?? etag) !== etag) return null
  if (match[1] === '') {
    const length = Math.min(Number(match[2]), size)
    return length === 0 ? 'unsatisfiable' : { first: size - length, last: size - 1 }
  }
  const first = Number(match[1])
  if (match[2] !== '' && Number(match[2]) < first) return null
  return first >= size ? 'unsatisfiable' : { first, last: match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1) }
}
