/** RC2 (RFC 2268), decryption only: the OpenSSL inside Node no longer has it, old PKCS#12 files still use it. */

/** PITABLE of RFC 2268 §2: random bytes from the digits of pi. */
const PI = Uint8Array.from(Buffer.from(
  'd978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2179a59f587b34f1361456d8d09817d32bd8f40eb86b77b0bf09521225c6b4e82'
  + '54d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb6266fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed7'
  + '08e8eade8052eef784aa72ac354d6a2a961ad2715a1549744b9fd05e0418a4ecc2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731'
  + '2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a90d38341bab33ffb0bb480c5fb9b1cd2ec5f3db47e5a59c770aa62068fe7fc1ad',
  'hex',
))

/** CBC without the padding check, which belongs to the caller. `bits` is the effective key length. */
export function decryptRc2Cbc(data: Uint8Array, key: { bytes: Uint8Array; bits: number; iv: Uint8Array }): Uint8Array {
  const words = expandKey(key.bytes, key.bits)
  const output = new Uint8Array(data.length)
  let previous = key.iv
  for (let offset = 0; offset + 8 <= data.length; offset += 8) {
    const block = data.subarray(offset, offset + 8)
    const plain = decryptBlock(block, words)
    for (let index = 0; index < 8; index++) output[offset + index] = plain[index]! ^ previous[index]!
    previous = block
  }
  return output
}

/** RFC 2268 §2. */
function expandKey(key: Uint8Array, bits: number): Uint16Array {
  const bytes = new Uint8Array(128)
  bytes.set(key)
  const kept = Math.ceil(bits / 8)
  const mask = 0xff >> (8 * kept - bits)
  for (let index = key.length; index < 128; index++) bytes[index] = PI[(bytes[index - 1]! + bytes[index - key.length]!) & 0xff]!
  bytes[128 - kept] = PI[bytes[128 - kept]! & mask]!
  for (let index = 127 - kept; index >= 0; index--) bytes[index] = PI[bytes[index + 1]! ^ bytes[index + kept]!]!
  return Uint16Array.from({ length: 64 }, (_, index) => bytes[2 * index]! | (bytes[2 * index + 1]! << 8))
}

const SHIFTS = [1, 2, 3, 5] as const

/** RFC 2268 §4: five mixing rounds, mashing, six, mashing, five, backwards. */
function decryptBlock(block: Uint8Array, words: Uint16Array): Uint8Array {
  const r = Uint16Array.from({ length: 4 }, (_, index) => block[2 * index]! | (block[2 * index + 1]! << 8))
  for (let round = 15; round >= 0; round--) {
    unmix(r, words, round)
    if (round === 11 || round === 5) unmash(r, words)
  }
  const output = new Uint8Array(8)
  for (const [index, word] of r.entries()) {
    output[2 * index] = word & 0xff
    output[2 * index + 1] = word >> 8
  }
  return output
}

function unmix(r: Uint16Array, words: Uint16Array, round: number): void {
  for (let i = 3; i >= 0; i--) {
    const shift = SHIFTS[i]!
    const turned = ((r[i]! >> shift) | (r[i]! << (16 - shift))) & 0xffff
    const [one, two, three] = [r[(i + 3) & 3]!, r[(i + 2) & 3]!, r[(i + 1) & 3]!]
    r[i] = turned - words[4 * round + i]! - (one & two) - (~one & three)
  }
}

function unmash(r: Uint16Array, words: Uint16Array): void {
  for (let i = 3; i >= 0; i--) r[i] = r[i]! - words[r[(i + 3) & 3]! & 63]!
}
