import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const BLOCK = 16

/** A string or stream as ISO 32000-2 §7.6.3.1 writes it: the initialisation vector, then AES-CBC with padding. */
export function encryptAes(key: Uint8Array, data: Uint8Array): Uint8Array {
  const vector = randomBytes(BLOCK)
  const cipher = createCipheriv(cbc(key), key, vector)
  return Buffer.concat([vector, cipher.update(data), cipher.final()])
}

/**
 * Undoes it. Bytes that are no whole blocks or whose padding is none are given as they decipher, as every reader does;
 * `note` hears of it.
 */
export function decryptAes(key: Uint8Array, data: Uint8Array, note: (note: string) => void): Uint8Array {
  if (data.length === 0) return data
  const whole = data.length - (data.length % BLOCK)
  if (whole !== data.length || whole < 2 * BLOCK) note('encryption-length')
  if (whole < 2 * BLOCK) return new Uint8Array(0)
  const plain = cbcBlocks('decrypt', { key, vector: data.subarray(0, BLOCK), data: data.subarray(BLOCK, whole) })
  const padding = plain.at(-1) ?? 0
  const isPadded = padding >= 1 && padding <= BLOCK && plain.subarray(-padding).every(byte => byte === padding)
  if (!isPadded) note('encryption-padding')
  return isPadded ? plain.subarray(0, plain.length - padding) : plain
}

interface Blocks { readonly key: Uint8Array; readonly vector: Uint8Array; readonly data: Uint8Array }

/** AES-CBC over whole blocks without padding: how the handlers wrap keys and stretch passwords. */
export function cbcBlocks(way: 'encrypt' | 'decrypt', { key, vector, data }: Blocks): Buffer {
  const cipher = way === 'encrypt' ? createCipheriv(cbc(key), key, vector) : createDecipheriv(cbc(key), key, vector)
  cipher.setAutoPadding(false)
  return Buffer.concat([cipher.update(data), cipher.final()])
}

function cbc(key: Uint8Array): string {
  return key.length === 32 ? 'aes-256-cbc' : 'aes-128-cbc'
}
