import { constants, createCipheriv, createDecipheriv, createHash, type KeyObject, privateDecrypt, publicEncrypt, randomBytes, scryptSync, X509Certificate } from 'node:crypto'
import { z } from 'zod'

/** Mã khôi phục: shown once, opens the profile when the keychain's own key has died (an administrator's password reset kills DPAPI's). */
export const RecoveryWrap = z.object({ by: z.literal('recovery-code'), salt: z.string().max(100), nonce: z.string().max(100), wrapped: z.string().max(500) })
export type RecoveryWrap = z.infer<typeof RecoveryWrap>

// Crockford's alphabet: no letter that a hand-written code could mistake for another. 32 letters, so a byte's low five bits pick evenly.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CODE_LETTERS = 25 // 125 bits: beyond guessing even at scrypt's price of nothing
const SCRYPT = { N: 16_384, r: 8, p: 1 }

/** A new recovery code and the key wrapped under it. */
export function wrapWithCode(key: Uint8Array): { readonly code: string, readonly wrap: RecoveryWrap } {
  const letters = Array.from(randomBytes(CODE_LETTERS), byte => ALPHABET[byte & 31] ?? '0').join('')
  const code = letters.replace(/(.{5})(?=.)/g, '$1-')
  const salt = randomBytes(16)
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', codeKey(letters, salt), nonce)
  const wrapped = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()])
  return { code, wrap: { by: 'recovery-code', salt: salt.toString('base64url'), nonce: nonce.toString('base64url'), wrapped: wrapped.toString('base64url') } }
}

/** The key, or null when the code is another one. Spaces, dashes and lower case do not matter; O is 0, I and L are 1. */
export function openWithCode(wrap: RecoveryWrap, code: string): Uint8Array | null {
  const letters = code.toUpperCase().replace(/[^0-9A-Z]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  const wrapped = Buffer.from(wrap.wrapped, 'base64url')
  if (wrapped.length !== 48) return null
  const decipher = createDecipheriv('aes-256-gcm', codeKey(letters, Buffer.from(wrap.salt, 'base64url')), Buffer.from(wrap.nonce, 'base64url'))
  decipher.setAuthTag(wrapped.subarray(32))
  try {
    return Buffer.concat([decipher.update(wrapped.subarray(0, 32)), decipher.final()])
  } catch {
    // GCM has one failure only: the tag does not fit, so the code is not this one.
    return null
  }
}

function codeKey(letters: string, salt: Uint8Array): Buffer {
  return scryptSync(letters, salt, 32, SCRYPT)
}

/** Khóa khôi phục của cơ quan: what only the holder of the private key to policy's certificate opens. */
export const CertificateWrap = z.object({ by: z.literal('recovery-certificate'), certificate: z.string().max(100), wrapped: z.string().max(4_000) })
export type CertificateWrap = z.infer<typeof CertificateWrap>

const OAEP = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }

/** The key under a certificate (DER); null where its key is not RSA or it is no certificate. */
export function wrapForCertificate(key: Uint8Array, der: Uint8Array): CertificateWrap | null {
  try {
    const { publicKey, raw } = new X509Certificate(der)
    if (publicKey.asymmetricKeyType !== 'rsa') return null
    return { by: 'recovery-certificate', certificate: createHash('sha256').update(raw).digest('hex'), wrapped: publicEncrypt({ key: publicKey, ...OAEP }, key).toString('base64url') }
  } catch {
    return null // OpenSSL has no code for "no certificate" that would say more
  }
}

/** The key, or null when this private key is not the certificate's. */
export function openWithPrivateKey({ wrapped }: CertificateWrap, key: KeyObject): Uint8Array | null {
  try {
    return privateDecrypt({ key, ...OAEP }, Buffer.from(wrapped, 'base64url'))
  } catch {
    return null // OAEP has one failure only: it was made for another key
  }
}
