import { createHash } from 'node:crypto'
import { BLOB_CAPABILITY } from '../../shared/protocol/capability.ts'
import { BlobGetResponse, blobIdOfDigest, BlobUploadResponse, UPLOAD_CHUNK_BYTES, UploadResponse } from '../../shared/protocol/blob.ts'
import { parseWire } from '../../shared/protocol/parse-wire.ts'
import { coreLimits, expandTemplate, type Session } from '../../shared/protocol/session.ts'
import { ProblemError } from '../../shared/problem.ts'
import { type Credentials, type HttpInputs, send } from './http.ts'
import { readText } from './read-body.ts'
import type { Answers, Call } from './request.ts'

export interface UploadSource { readonly size: number, read(offset: number, length: number): Promise<Uint8Array> }
export interface UploadInputs {
  readonly http: HttpInputs, readonly credentials: Credentials, readonly session: Session
  readonly request: (calls: readonly Call[]) => Promise<Answers>
}

/**
 * Brings a file to the server. Up to 4 MB in one POST; larger ones in chunks that are joined there (RFC 9404 §4.1), after
 * asking which of them it holds, so that a broken upload goes on and no byte is sent twice.
 */
export async function upload(inputs: UploadInputs, accountId: string, type: string, source: UploadSource): Promise<string> {
  if (source.size > coreLimits(inputs.session).maxSizeUpload) throw new ProblemError('province.too-large', { size: source.size, limit: coreLimits(inputs.session).maxSizeUpload })
  const canJoin = Object.hasOwn(inputs.session.capabilities, BLOB_CAPABILITY)
  if (source.size <= UPLOAD_CHUNK_BYTES || !canJoin) return post(inputs, accountId, type, await source.read(0, source.size))
  const { whole, chunks } = await digests(source)
  const ids = chunks.map(blobIdOfDigest)
  const held = await heldBy(inputs, accountId, [...ids, blobIdOfDigest(whole)])
  if (held.get(blobIdOfDigest(whole)) === source.size) return blobIdOfDigest(whole)
  const parts: string[] = []
  for (const [index, id] of ids.entries()) {
    parts.push(held.has(id) ? id : await post(inputs, accountId, 'application/octet-stream', await source.read(index * UPLOAD_CHUNK_BYTES, UPLOAD_CHUNK_BYTES)))
  }
  return join(inputs, accountId, type, parts)
}

async function digests(source: UploadSource): Promise<{ readonly whole: string, readonly chunks: readonly string[] }> {
  const whole = createHash('sha256')
  const chunks: string[] = []
  for (let at = 0; at < source.size; at += UPLOAD_CHUNK_BYTES) {
    const bytes = await source.read(at, UPLOAD_CHUNK_BYTES)
    whole.update(bytes)
    chunks.push(createHash('sha256').update(bytes).digest('base64url'))
  }
  return { whole: whole.digest('base64url'), chunks }
}

/** Sizes of those that the server holds; a server whose ids are not hashes simply holds none. */
async function heldBy(inputs: UploadInputs, accountId: string, ids: readonly string[]): Promise<ReadonlyMap<string, number | undefined>> {
  const answer = (await inputs.request([['Blob/get', { accountId, ids, properties: ['size'] }, 'g']])).read('g', BlobGetResponse)
  return new Map(answer.ok ? answer.value.list.map(({ id, size }) => [id, size]) : [])
}

async function post(inputs: UploadInputs, accountId: string, type: string, bytes: Uint8Array): Promise<string> {
  const url = new URL(expandTemplate(inputs.session.uploadUrl, { accountId }))
  const { response } = await send(inputs.http, inputs.credentials, url, { method: 'POST', headers: { 'content-type': type }, body: Uint8Array.from(bytes) })
  const answer = parseWire(UploadResponse, await readText(response, 100_000))
  if (answer.size !== bytes.length) throw new ProblemError('province.server-failed', { what: 'upload-size' })
  return answer.blobId
}

async function join(inputs: UploadInputs, accountId: string, type: string, parts: readonly string[]): Promise<string> {
  const answer = (await inputs.request([['Blob/upload', { accountId, create: { b: { type, data: parts.map(blobId => ({ blobId })) } } }, 'u']])).read('u', BlobUploadResponse)
  const made = answer.ok ? answer.value.created['b'] : undefined
  if (made !== undefined) return made.id
  // A chunk may have been dropped since it was sent (unreferenced blobs live an hour): the next try asks anew what is held.
  throw new ProblemError('province.server-failed', { what: 'upload-join', type: answer.ok ? answer.value.notCreated['b']?.type ?? 'unknown' : answer.type })
}
