/** Trả lời của máy chủ cấp dấu thời gian (TimeStampResp, RFC 3161 §2.4.2), read and checked against what was asked. */
import { TAG } from './der.ts'
import { childrenOf, DerError, readBits, readDer, readInteger } from './der-read.ts'
import { readSignedData } from './cms-read.ts'
import { verifyCms } from './cms-verify.ts'
import { maySign, type Certificate } from './certificate.ts'
import { OID } from './oids.ts'
import { readTstInfo } from './tst-info.ts'

/** PKIFailureInfo by bit (§2.4.2). */
const FAILURES: Readonly<Record<number, string>> = {
  0: 'badAlg', 2: 'badRequest', 5: 'badDataFormat', 14: 'timeNotAvailable', 15: 'unacceptedPolicy', 16: 'unacceptedExtension',
  17: 'addInfoNotAvailable', 25: 'systemFailure',
}

export type TimestampFault = 'malformed' | 'rejected' | 'imprint' | 'nonce' | 'policy' | 'no-certificate' | 'signature' | 'wrong-usage' | 'expired'

export type TimestampAnswer =
  | { readonly kind: 'token'; readonly token: Uint8Array; readonly at: number; readonly certificate: Certificate }
  /** `status` and `failure` only where the TSA itself refused. */
  | { readonly kind: 'refused'; readonly fault: TimestampFault; readonly status: number | null; readonly failure: string | null }

export interface TimestampQuestion {
  readonly response: Uint8Array
  readonly digest: Uint8Array
  readonly nonce: Uint8Array
  /** Policies that the office accepts; absent accepts any. */
  readonly policies?: readonly string[]
}

/** Never throws for what the answer contains. Whether the TSA's certificate leads to an anchor is another question. */
export async function checkTimestampResponse(question: TimestampQuestion): Promise<TimestampAnswer> {
  try {
    return await check(question)
  } catch (error) {
    if (error instanceof DerError) return refused('malformed')
    throw error
  }
}

async function check({ response, digest, nonce, policies }: TimestampQuestion): Promise<TimestampAnswer> {
  const [info, token] = childrenOf(readDer(response, { ber: true }), TAG.sequence)
  const parts = childrenOf(info, TAG.sequence)
  const status = readInteger(parts[0])
  // 0 granted, 1 granted with modifications; everything else is a refusal (§2.4.2).
  if (status !== 0 && status !== 1) return { kind: 'refused', fault: 'rejected', status, failure: failureOf(parts.find(part => part.tag === TAG.bitString)) }
  if (!token) return refused('malformed')
  const { content, certificates } = readSignedData(token.encoded)
  if (!content) return refused('malformed')
  const stated = readTstInfo(content)
  if (stated.nonce !== hexOf(nonce)) return refused('nonce')
  if (policies && !policies.includes(stated.policy)) return refused('policy')
  // It was asked for (certReq, §2.4.1): without it nobody could check the token later either.
  if (certificates.length === 0) return refused('no-certificate')
  const cms = await verifyCms({ cms: token.encoded, form: 'timestamp', content: async function* () { /* the digest is given */ }, imprint: digest })
  if (cms.reasons.includes('signature.imprint-mismatch')) return refused('imprint')
  if (!cms.intact || !cms.cryptographyValid || cms.reasons.length > 0 || cms.weak || !cms.certificate) return refused('signature')
  if (!mayStamp(cms.certificate)) return refused('wrong-usage')
  if (stated.at < cms.certificate.notBefore || stated.at >= cms.certificate.notAfter + 1_000) return refused('expired')
  return { kind: 'token', token: token.encoded, at: stated.at, certificate: cms.certificate }
}

/** RFC 3161 §2.3: extended key usage critical, timeStamping and nothing else. */
function mayStamp(certificate: Certificate): boolean {
  const { extendedKeyUsage, critical } = certificate.extensions
  return maySign(certificate) && critical.has('2.5.29.37') && extendedKeyUsage?.length === 1 && extendedKeyUsage[0] === OID.timeStamping
}

function failureOf(node: Parameters<typeof readBits>[0]): string | null {
  if (!node) return null
  const { octets } = readBits(node)
  const bit = [...Array(octets.length * 8).keys()].find(index => ((octets[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0)
  return bit === undefined ? null : FAILURES[bit] ?? `bit ${bit}`
}

/** As `readIntegerHex` writes it: leading zero octets dropped. */
function hexOf(nonce: Uint8Array): string {
  return Buffer.from(nonce).toString('hex').replace(/^(00)+(?=..)/, '')
}

function refused(fault: TimestampFault): TimestampAnswer {
  return { kind: 'refused', fault, status: null, failure: null }
}
