import { createHash } from 'node:crypto'
import { pinMemory, wipe } from '../pin/memory.ts'

/** What the derived bytes are for: the diversifier of RFC 7292 appendix B.3. */
export const PURPOSE = { key: 1, iv: 2, mac: 3 } as const

export interface Derivation {
  readonly hash: string
  readonly salt: Uint8Array
  readonly iterations: number
  readonly purpose: number
  readonly length: number
}

/** Octets a hash works on at once; SHA-384 and 512 take twice as many. */
function blockBytes(hash: string): number {
  return hash === 'sha384' || hash === 'sha512' ? 128 : 64
}

/** The key derivation of RFC 7292 appendix B.2. `password` comes from `bmpPassword`. */
export function derive(password: Uint8Array, { hash, salt, iterations, purpose, length }: Derivation): Uint8Array {
  const block = blockBytes(hash)
  const diversifier = new Uint8Array(block).fill(purpose)
  const input = pinMemory(repeatedLength(salt, block) + repeatedLength(password, block))
  repeatInto(input.subarray(0, repeatedLength(salt, block)), salt)
  repeatInto(input.subarray(repeatedLength(salt, block)), password)
  const output: Uint8Array[] = []
  try {
    for (let made = 0; made < length;) {
      let digest = createHash(hash).update(diversifier).update(input).digest()
      for (let turn = 1; turn < iterations; turn++) digest = createHash(hash).update(digest).digest()
      output.push(digest)
      made += digest.length
      for (let offset = 0; offset < input.length; offset += block) addPlusOne(input.subarray(offset, offset + block), digest)
    }
  } finally {
    wipe(input)
  }
  return Buffer.concat(output).subarray(0, length)
}

/**
 * The password as PKCS#12 wants it: UTF-16, big-endian, ending in two zeros. No string is made of it; the caller wipes
 * the result. What is no UTF-8 is taken byte by byte, as old programs wrote it.
 */
export function bmpPassword(utf8: Uint8Array): Uint8Array {
  const memory = pinMemory(2 * utf8.length + 2)
  let length = 0
  for (let index = 0; index < utf8.length;) {
    const { unit, size } = codePoint(utf8, index)
    for (const part of unit > 0xffff ? [0xd800 + ((unit - 0x10000) >> 10), 0xdc00 + ((unit - 0x10000) & 0x3ff)] : [unit]) {
      memory[length++] = part >> 8
      memory[length++] = part & 0xff
    }
    index += size
  }
  return memory.subarray(0, length + 2)
}

function codePoint(utf8: Uint8Array, index: number): { unit: number; size: number } {
  const first = utf8[index]!
  const size = first >= 0xf0 && first < 0xf8 ? 4 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xc2 && first < 0xe0 ? 2 : 1
  const rest = utf8.subarray(index + 1, index + size)
  if (size === 1 || rest.length < size - 1 || rest.some(byte => (byte & 0xc0) !== 0x80)) return { unit: first, size: 1 }
  let unit = first & (0xff >> (size + 1))
  for (const byte of rest) unit = (unit << 6) | (byte & 0x3f)
  return { unit, size }
}

function repeatedLength(bytes: Uint8Array, block: number): number {
  return Math.ceil(bytes.length / block) * block
}

function repeatInto(target: Uint8Array, bytes: Uint8Array): void {
  for (let index = 0; index < target.length; index++) target[index] = bytes[index % bytes.length]!
}

/** I_j := (I_j + B + 1) mod 2^v, B being the digest repeated. */
function addPlusOne(part: Uint8Array, digest: Uint8Array): void {
  let carry = 1
  for (let index = part.length - 1; index >= 0; index--) {
    const sum = part[index]! + digest[index % digest.length]! + carry
    part[index] = sum & 0xff
    carry = sum >> 8
  }
}
