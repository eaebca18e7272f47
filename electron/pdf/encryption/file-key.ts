import { createHash, timingSafeEqual } from 'node:crypto'
import { cbcBlocks } from './aes.ts'
import { rc4 } from './rc4.ts'
import { saslprep } from './saslprep.ts'
import type { EncryptionSettings } from './settings.ts'

/** The key of a file and by which of its two passwords it was found. */
export interface FileKey { readonly key: Uint8Array; readonly access: 'owner' | 'user' }

/** ISO 32000-2 Algorithm 2, step (a). */
const PAD = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')

/** The file key that this password opens, as the owner's if it is both; null when it is neither. */
export function fileKey(settings: EncryptionSettings, password: Uint8Array, firstId: Uint8Array): FileKey | null {
  for (const candidate of candidates(settings, password)) {
    const found = settings.wrapped === null ? oldKey(settings, candidate, firstId) : newKey(settings, candidate)
    if (found !== null) return found
  }
  return null
}

/**
 * The bytes that a typed password may stand for: as given; in the one-byte encoding of revisions 2–4 (PDFDocEncoding, which
 * is Latin-1 where people type). From revision 5 on in UTF-8, at most 127 bytes, by SASLprep (§7.6.4.3.3); or without it, as
 * qpdf and others write.
 */
function candidates({ wrapped }: EncryptionSettings, password: Uint8Array): Uint8Array[] {
  const text = Buffer.from(password).toString('utf8')
  if (wrapped !== null) {
    const prepared = saslprep(text)
    const texts = [...prepared === null ? [] : [prepared], text.normalize('NFC'), text.normalize('NFD')]
    const tries = [...texts.map(each => Buffer.from(each)), Buffer.from(password)].map(bytes => bytes.subarray(0, 127))
    return tries.filter((bytes, index) => tries.findIndex(each => each.equals(bytes)) === index)
  }
  return [password, Buffer.from(text.normalize('NFC'), 'latin1')]
}

// Revisions 2 to 4: MD5 and RC4 (§7.6.4.3.2, §7.6.4.4).

function oldKey(settings: EncryptionSettings, password: Uint8Array, firstId: Uint8Array): FileKey | null {
  const asOwner = userKey(settings, userPasswordOf(settings, password), firstId)
  if (asOwner !== null) return { key: asOwner, access: 'owner' }
  const asUser = userKey(settings, password, firstId)
  return asUser === null ? null : { key: asUser, access: 'user' }
}

/** Algorithm 7: what the owner's password makes of O is the user's password. */
function userPasswordOf({ revision, keyBytes, owner }: EncryptionSettings, password: Uint8Array): Uint8Array {
  let hash = md5(padded(password))
  if (revision >= 3) for (let round = 0; round < 50; round++) hash = md5(hash)
  const key = hash.subarray(0, revision === 2 ? 5 : keyBytes)
  if (revision === 2) return rc4(key, owner)
  let plain = owner
  for (let round = 19; round >= 0; round--) plain = rc4(key.map(byte => byte ^ round), plain)
  return plain
}

/** Algorithms 2 and 6: the key, if it proves itself by U. */
function userKey(settings: EncryptionSettings, password: Uint8Array, firstId: Uint8Array): Uint8Array | null {
  const { revision, keyBytes, owner, user, permissions, encryptMetadata } = settings
  const bits = Buffer.alloc(4)
  bits.writeInt32LE(permissions)
  let hash = md5(padded(password), owner, bits, firstId, revision >= 4 && !encryptMetadata ? Buffer.alloc(4, 0xff) : Buffer.alloc(0))
  if (revision >= 3) for (let round = 0; round < 50; round++) hash = md5(hash.subarray(0, keyBytes))
  const key = hash.subarray(0, revision === 2 ? 5 : keyBytes)
  if (revision === 2) return same(rc4(key, PAD), user) ? key : null
  let proof: Uint8Array = md5(PAD, firstId)
  for (let round = 0; round < 20; round++) proof = rc4(key.map(byte => byte ^ round), proof)
  return same(proof, user.subarray(0, 16)) ? key : null
}

function padded(password: Uint8Array): Uint8Array {
  return Buffer.concat([password.subarray(0, 32), PAD]).subarray(0, 32)
}

/** What the standard wants of a file's key, not of anybody's safety. */
function md5(...parts: Uint8Array[]): Buffer {
  return parts.reduce((hash, part) => hash.update(part), createHash('md5')).digest()
}

// Revisions 5 and 6: AES-256 (§7.6.4.3.3).

/** Algorithm 2.A: 32 bytes of proof, 8 of salt to prove with, 8 of salt to unwrap with. */
function newKey({ revision, owner, user, wrapped }: EncryptionSettings, password: Uint8Array): FileKey | null {
  const none = new Uint8Array(0)
  for (const [access, proof, bound, key] of [['owner', owner, user, wrapped?.owner], ['user', user, none, wrapped?.user]] as const) {
    if (!same(stretched(revision, password, proof.subarray(32, 40), bound), proof.subarray(0, 32))) continue
    const opened = { key: stretched(revision, password, proof.subarray(40, 48), bound), vector: Buffer.alloc(16), data: key ?? none }
    return { key: cbcBlocks('decrypt', opened), access }
  }
  return null
}

/** Algorithm 2.B; revision 5 (Adobe's extension level 3) had only its first step. At most 288 rounds. */
function stretched(revision: number, password: Uint8Array, salt: Uint8Array, bound: Uint8Array): Uint8Array {
  let hash: Buffer = createHash('sha256').update(password).update(salt).update(bound).digest()
  if (revision === 5) return hash
  let last = 0
  for (let round = 0; round < 64 || last > round - 32; round++) {
    const one = Buffer.concat([password, hash, bound])
    const data = Buffer.concat(Array<Buffer>(64).fill(one))
    const mixed = cbcBlocks('encrypt', { key: hash.subarray(0, 16), vector: hash.subarray(16, 32), data })
    const remainder = mixed.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3
    hash = createHash(['sha256', 'sha384', 'sha512'][remainder] ?? 'sha256').update(mixed).digest()
    last = mixed.at(-1) ?? 0
  }
  return hash.subarray(0, 32)
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}
