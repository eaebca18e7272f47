/** Dấu thời gian: what a time-stamp token states (TSTInfo, RFC 3161 §2.4.2). */
import { parseAlgorithm, type AlgorithmIdentifier } from './certificate.ts'
import { TAG } from './der.ts'
import { childrenOf, DerError, readDer, readIntegerHex, readOctets, readOid, readTime } from './der-read.ts'

/** `at` in milliseconds; `nonce` as lower-case hex, null when the token has none. */
export interface TstInfo {
  readonly policy: string
  readonly imprintAlgorithm: AlgorithmIdentifier
  readonly imprint: Uint8Array
  readonly serial: string
  readonly at: number
  readonly nonce: string | null
}

export function readTstInfo(bytes: Uint8Array): TstInfo {
  const [, policy, messageImprint, serial, time, ...optional] = childrenOf(readDer(bytes, { ber: true }), TAG.sequence)
  const [algorithm, imprint] = childrenOf(messageImprint, TAG.sequence)
  if (!time) throw new DerError('no time in the token')
  // Accuracy is a SEQUENCE and ordering a BOOLEAN, so the only bare INTEGER left is the nonce.
  const nonce = optional.find(one => one.tag === TAG.integer)
  return {
    policy: readOid(policy), imprintAlgorithm: parseAlgorithm(algorithm), imprint: readOctets(imprint), serial: readIntegerHex(serial),
    at: readTime(time), nonce: nonce ? readIntegerHex(nonce) : null,
  }
}
