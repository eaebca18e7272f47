/** Dấu thời gian: what a time-stamp token states (TSTInfo, RFC 3161 §2.4.2). */
import { parseAlgorithm, type AlgorithmIdentifier } from './certificate.ts'
import { TAG } from './der.ts'
import { childrenOf, DerError, readDer, readOctets, readTime } from './der-read.ts'

export interface TstInfo { readonly imprintAlgorithm: AlgorithmIdentifier; readonly imprint: Uint8Array; readonly at: number }

export function readTstInfo(bytes: Uint8Array): TstInfo {
  const [, , messageImprint, , time] = childrenOf(readDer(bytes, { ber: true }), TAG.sequence)
  const [algorithm, imprint] = childrenOf(messageImprint, TAG.sequence)
  if (!time) throw new DerError('no time in the token')
  return { imprintAlgorithm: parseAlgorithm(algorithm), imprint: readOctets(imprint), at: readTime(time) }
}
