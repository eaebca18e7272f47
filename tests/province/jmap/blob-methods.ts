import { blobFacts, putBlob, readBlob } from '../store/blobs.ts'
import type { Json } from '../store/objects.ts'
import { transact } from '../store/open-store.ts'
import { BlobCopyArgs, BlobGetArgs, BlobUploadArgs, readArguments } from './arguments.ts'
import type { Limits } from './limits.ts'
import type { Inputs } from './type-table.ts'
import { createHash } from 'node:crypto'

const orNull = (value: Json): Json | null => Object.keys(value).length === 0 ? null : value

/** Blob/upload (RFC 9404 §4.1): joins texts, base64 and parts of held blobs into a new one. */
export function blobUpload({ store }: Inputs, limits: Limits, args: unknown): Json {
  const { accountId, create } = readArguments(BlobUploadArgs, args)
  const created: Json = {}
  const notCreated: Json = {}
  transact(store, () => {
    for (const [key, { data, type }] of Object.entries(create)) {
      const missing: string[] = []
      const pieces = data.map(source => {
        if ('data:asText' in source) return Buffer.from(source['data:asText'])
        if ('data:asBase64' in source) return Buffer.from(source['data:asBase64'], 'base64')
        const blob = readBlob(store, accountId, source.blobId)
        if (blob === null) missing.push(source.blobId)
        const offset = source.offset ?? 0
        return blob?.bytes.subarray(offset, source.length === null || source.length === undefined ? undefined : offset + source.length) ?? Buffer.alloc(0)
      })
      const bytes = Buffer.concat(pieces)
      if (missing.length > 0) notCreated[key] = { type: 'blobNotFound', notFound: missing }
      else if (bytes.length > limits.maxSizeUpload) notCreated[key] = { type: 'tooLarge' }
      else created[key] = { id: putBlob(store, accountId, type ?? 'application/octet-stream', bytes), type: type ?? null, size: bytes.length }
    }
  })
  return { accountId, created: orNull(created), notCreated: orNull(notCreated) }
}

/** Blob/get (RFC 9404 §4.2), which also tells a client what it need not send again. */
export function blobGet({ store }: Inputs, args: unknown): Json {
  const { accountId, ids, properties, offset, length } = readArguments(BlobGetArgs, args)
  const wanted = properties ?? ['data', 'size']
  const list: Json[] = []
  const notFound: string[] = []
  for (const id of new Set(ids)) {
    const facts = blobFacts(store, accountId, id)
    if (facts === null) notFound.push(id)
    else list.push({ id, ...(wanted.includes('size') ? { size: facts.size } : {}), ...content(id) })
  }
  return { accountId, list, notFound }

  function content(id: string): Json {
    if (wanted.every(name => name === 'size')) return {}
    const whole = readBlob(store, accountId, id)?.bytes ?? Buffer.alloc(0)
    const from = offset ?? 0
    const part = whole.subarray(from, length === null || length === undefined ? undefined : from + length)
    const text = part.toString('utf8')
    const isText = Buffer.from(text).equals(part)
    return {
      ...(wanted.includes('data:asText') || (wanted.includes('data') && isText) ? { 'data:asText': isText ? text : null } : {}),
      ...(wanted.includes('data:asBase64') || (wanted.includes('data') && !isText) ? { 'data:asBase64': part.toString('base64') } : {}),
      ...(wanted.includes('digest:sha-256') ? { 'digest:sha-256': createHash('sha256').update(part).digest('base64') } : {}),
      ...(isText ? {} : { isEncodingProblem: wanted.includes('data:asText') || wanted.includes('data') }),
      ...(from + (length ?? 0) > whole.length ? { isTruncated: true } : {}),
    }
  }
}

/** Blob/copy (RFC 8620 §6.3). Content-addressed: the copy has the same id. */
export function blobCopy({ store }: Inputs, args: unknown): Json {
  const { fromAccountId, accountId, blobIds } = readArguments(BlobCopyArgs, args)
  const copied: Json = {}
  const notCopied: Json = {}
  for (const id of new Set(blobIds)) {
    const blob = readBlob(store, fromAccountId, id)
    if (blob === null) notCopied[id] = { type: 'notFound' }
    else copied[id] = putBlob(store, accountId, blob.type, blob.bytes)
  }
  return { fromAccountId, accountId, copied: orNull(copied), notCopied: orNull(notCopied) }
}
