import { ProblemError } from '../../shared/problem.ts'

/** P-521, the longest curve of CMS: 66 octets for each number. */
const MOST_COORDINATE_BYTES = 66

/** ECDSA-Sig-Value (RFC 3279 §2.2.3) of the raw r‖s that PKCS#11 answers. */
export function derSignature(raw: Uint8Array): Uint8Array {
  if (raw.length === 0 || raw.length % 2 !== 0 || raw.length > 2 * MOST_COORDINATE_BYTES) {
    throw new ProblemError('token.output-mismatch', { bytes: raw.length })
  }
  const numbers = Buffer.concat([integer(raw.subarray(0, raw.length / 2)), integer(raw.subarray(raw.length / 2))])
  return Buffer.concat([header(0x30, numbers.length), numbers])
}

/** DER INTEGER of an unsigned number: no leading zeros but the one that keeps it positive. */
function integer(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex(byte => byte !== 0)
  const digits = first === -1 ? Uint8Array.of(0) : bytes.subarray(first)
  const content = digits[0]! >= 0x80 ? Buffer.concat([Uint8Array.of(0), digits]) : digits
  return Buffer.concat([header(0x02, content.length), content])
}

/** Two numbers of P-521 pass 127 octets, hence the long form. */
function header(tag: number, length: number): Uint8Array {
  return length < 0x80 ? Uint8Array.of(tag, length) : Uint8Array.of(tag, 0x81, length)
}
