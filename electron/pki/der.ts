/** Writing ASN.1 in DER (X.690 §10). Reading is in `der-read.ts`. */

/** Universal tags, with the constructed bit where DER always sets it. */
export const TAG = {
  boolean: 0x01, integer: 0x02, bitString: 0x03, octetString: 0x04, null: 0x05, oid: 0x06, enumerated: 0x0a, utf8: 0x0c,
  sequence: 0x30, set: 0x31, utcTime: 0x17, generalizedTime: 0x18,
} as const

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** One element: its tag byte, the shortest definite length, its content. */
export function der(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
  const length = content.reduce((sum, part) => sum + part.length, 0)
  return concat([Uint8Array.from([tag, ...lengthOctets(length)]), ...content])
}

function lengthOctets(length: number): number[] {
  if (length < 0x80) return [length]
  const octets: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256)
  return [0x80 | octets.length, ...octets]
}

export const sequence = (...content: readonly Uint8Array[]): Uint8Array => der(TAG.sequence, ...content)
export const octetString = (bytes: Uint8Array): Uint8Array => der(TAG.octetString, bytes)
export const derTrue = (): Uint8Array => Uint8Array.from([TAG.boolean, 1, 0xff])
export const derNull = (): Uint8Array => Uint8Array.from([TAG.null, 0])

/** A SET OF with its elements in the order DER wants: ascending as octet strings (X.690 §11.6). */
export function setOf(...elements: readonly Uint8Array[]): Uint8Array {
  return der(TAG.set, ...elements.toSorted((a, b) => Buffer.compare(a, b)))
}

/** A non-negative integer below 2^31. */
export function smallInteger(value: number): Uint8Array {
  const octets = [value & 0xff]
  for (let rest = value >>> 8; rest > 0; rest >>>= 8) octets.unshift(rest & 0xff)
  if ((octets[0] ?? 0) & 0x80) octets.unshift(0)
  return der(TAG.integer, Uint8Array.from(octets))
}

/** A non-negative integer from its octets, highest first: serial numbers, nonces. */
export function unsignedInteger(octets: Uint8Array): Uint8Array {
  const first = octets.findIndex(octet => octet !== 0)
  const shortest = first < 0 ? Uint8Array.of(0) : octets.subarray(first)
  return der(TAG.integer, ...((shortest[0] ?? 0) & 0x80 ? [Uint8Array.of(0)] : []), shortest)
}

export function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return der(TAG.oid, Uint8Array.from([first * 40 + second, ...rest].flatMap(base128)))
}

function base128(arc: number): number[] {
  const octets = [arc % 128]
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) octets.unshift(0x80 | rest % 128)
  return octets
}
