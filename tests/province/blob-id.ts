import { createHash } from 'node:crypto'
import { blobIdOfDigest } from '../../shared/protocol/blob.ts'

/** A blob's id is its content's SHA-256, so the same bytes sent twice are one blob. */
export function blobIdOf(bytes: Uint8Array): string {
  return blobIdOfDigest(createHash('sha256').update(bytes).digest('base64url'))
}
