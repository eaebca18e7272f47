import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto'
import { ProblemError } from '../../shared/problem.ts'
import type { ProfileKey } from './key.ts'

/**
 * A blob at rest: an eight-byte mark, a salt of 16, then chunks of 64 KiB under AES-256-GCM, each with its tag. The nonce
 * is the chunk's index and a flag on the last, so that chunks cannot be exchanged and a shortened file is noticed (the
 * STREAM construction of Hoang, Reyhanitabar, Rogaway, Vizár 2015).
 */
export const CHUNK = 65_536
export const TAG = 16
export const MARK = Buffer.from('LTBLOB01', 'latin1')
export const SALT = 16
export const HEADER = MARK.length + SALT

/** The file's own key, so that no nonce is ever used twice under one key. */
export function blobKey(profile: ProfileKey, salt: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', profile.bytes, salt, 'lien-thong blob', 32))
}

/** A name that tells a thief nothing: from a plain hash they could test for a document they know. */
export function blobName(profile: ProfileKey, sha256: string): string {
  return createHmac('sha256', profile.bytes).update(`lien-thong blob name ${sha256}`).digest('hex')
}

export function sealChunk(key: Uint8Array, index: number, isLast: boolean, plain: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce(index, isLast))
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** The chunk's bytes; null when it is not what was sealed. */
export function openChunk(key: Uint8Array, index: number, isLast: boolean, sealed: Uint8Array): Buffer | null {
  if (sealed.length < TAG) return null
  const decipher = createDecipheriv('aes-256-gcm', key, nonce(index, isLast))
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG)), decipher.final()])
  } catch {
    // GCM has one failure: the tag does not fit.
    return null
  }
}

/** The size of what lies in a file of this length. `blob.damaged` when no blob has such a length. */
export function plainSize(fileSize: number): number {
  const body = fileSize - HEADER
  const chunks = Math.max(1, Math.ceil(body / (CHUNK + TAG)))
  const size = body - chunks * TAG
  if (size < 0) throw new ProblemError('blob.damaged', { what: 'length' })
  return size
}

function nonce(index: number, isLast: boolean): Buffer {
  const bytes = Buffer.alloc(12)
  bytes.writeUInt32BE(index, 7)
  bytes[11] = Number(isLast)
  return bytes
}
