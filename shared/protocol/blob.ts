import { z } from 'zod'
import { SetError } from './methods.ts'

/** One POST up to this size, above it chunks of this size joined by Blob/upload (protocol.md, "Blobs"). */
export const UPLOAD_CHUNK_BYTES = 4_000_000

const Id = z.string().min(1).max(255)

/** The answer to a POST to `uploadUrl` (RFC 8620 §6.1). */
export const UploadResponse = z.object({
  accountId: Id, blobId: Id, type: z.string().max(2_000).default('application/octet-stream'), size: z.number().int().nonnegative(),
})
export type UploadResponse = z.infer<typeof UploadResponse>

/** RFC 9404 §4.1: a source is text, base64, or a part of a blob that the server holds. */
export type DataSource =
  | { readonly 'data:asText': string }
  | { readonly 'data:asBase64': string }
  | { readonly blobId: string, readonly offset?: number | null, readonly length?: number | null }
export interface BlobUploadArguments {
  readonly accountId: string, readonly create: Readonly<Record<string, { readonly data: readonly DataSource[], readonly type?: string | null }>>
}
const Uploaded = z.object({ id: Id, type: z.string().max(2_000).nullish(), size: z.number().int().nonnegative() })
export const BlobUploadResponse = z.object({
  accountId: Id, created: z.record(z.string().max(255), Uploaded).nullish().transform(value => value ?? {}),
  notCreated: z.record(z.string().max(255), SetError).nullish().transform(value => value ?? {}),
})
export type BlobUploadResponse = z.infer<typeof BlobUploadResponse>

/** RFC 9404 §4.2. Asking only `size` tells which chunks the server holds, without a byte of content. */
export interface BlobGetArguments { readonly accountId: string, readonly ids: readonly string[], readonly properties: readonly string[] }
export const BlobGetResponse = z.object({
  accountId: Id, list: z.array(z.object({ id: Id, size: z.number().int().nonnegative().optional() })).max(10_000),
  notFound: z.array(Id).max(10_000).nullish().transform(value => value ?? []),
})
export type BlobGetResponse = z.infer<typeof BlobGetResponse>

/** A blob's id from the base64url SHA-256 of its bytes: the same content has the same id, so a repeat is free. */
export function blobIdOfDigest(sha256Base64Url: string): string {
  return `B${sha256Base64Url}`
}
