import { isBelow, type SignatureLevel } from '../../shared/model/signature-level.ts'
import type { Problem } from '../../shared/problem.ts'
import { appended } from '../pdf/source.ts'
import type { Certificate } from '../pki/certificate.ts'
import type { TrustServices } from '../pki/evidence.ts'
import { signDocument, type SignedTail, type SigningInputs } from './sign-document.ts'
import { upgradeDocument } from './upgrade-document.ts'

export interface LevelInputs extends Omit<SigningInputs, 'timestamp'> {
  /** B-B unless told otherwise. */
  readonly level?: SignatureLevel | undefined
  /** Null without a network: the document waits for its timestamp. */
  readonly services?: TrustServices | null | undefined
  readonly anchors?: readonly Certificate[] | undefined
}

export interface LeveledTail extends SignedTail {
  readonly level: SignatureLevel
  readonly wanted: SignatureLevel
  /** Đã ký, chờ dấu thời gian: signed, and below what was wanted. */
  readonly waiting: boolean
  readonly problem: Problem | null
}

/** Signs at a level, or as high as the services let it: a signature never fails because of one of them. */
export async function signAtLevel(inputs: LevelInputs): Promise<LeveledTail> {
  const { level: wanted = 'B-B', services = null, source } = inputs
  const isTimed = services !== null && isBelow('B-B', wanted)
  const signed = await signDocument({ ...inputs, timestamp: isTimed ? services.requestTimestamp : undefined })
  const { isThere, problem } = signed.timestamp
  // Whom nobody answered just now is not asked again at once.
  if (services === null || !isBelow('B-B', wanted) || (!isThere && problem?.code !== 'timestamp.too-large') || wanted === 'B-T' && isThere) {
    const level = isThere ? 'B-T' : 'B-B'
    return { ...signed, level, wanted, waiting: isBelow(level, wanted), problem }
  }
  const raised = await upgradeDocument({ source: appended(source, signed.tail), wanted, services, now: inputs.atMs, anchors: inputs.anchors, password: inputs.password })
  const own = raised.signatures.find(each => each.field === signed.field)?.level
  const level = own === undefined || own === 'CMS' ? 'B-B' : own
  return { ...signed, tail: Buffer.concat([signed.tail, raised.tail]), size: raised.size, level, wanted, waiting: isBelow(level, wanted), problem: raised.problem }
}
