import { isBelow, type SignatureLevel } from '../../shared/model/signature-level.ts'
import { type Problem, ProblemError } from '../../shared/problem.ts'
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

/**
 * Signs at a level, or as high as the services let it: a signature never fails because of one of them. Throws
 * `certificate.revoked` where they say that of the signer (TT 15/2025/TT-BKHCN: who signs is checked before): nobody
 * would accept the document.
 */
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
  const watch = watchSigner(services, inputs.signer.certificate)
  const raised = await upgradeDocument({ source: appended(source, signed.tail), wanted, services: watch.services, now: inputs.atMs, anchors: inputs.anchors, password: inputs.password })
  if (watch.isRevoked()) throw new ProblemError('certificate.revoked')
  const own = raised.signatures.find(each => each.field === signed.field)?.level
  const level = own === undefined || own === 'CMS' ? 'B-B' : own
  return { ...signed, tail: Buffer.concat([signed.tail, raised.tail]), size: raised.size, level, wanted, waiting: isBelow(level, wanted), problem: raised.problem }
}

/** The same services, with an eye on what they say of the signer's certificate. */
function watchSigner(services: TrustServices, certificate: Uint8Array): { readonly services: TrustServices; isRevoked(): boolean } {
  let revoked = false
  const gatherRevocation: TrustServices['gatherRevocation'] = async (chain, signal) => {
    const gathered = await services.gatherRevocation(chain, signal)
    const [leaf] = chain
    if (leaf !== undefined && Buffer.compare(leaf, certificate) === 0) revoked ||= gathered.statuses[0]?.status.kind === 'revoked'
    return gathered
  }
  return { services: { ...services, gatherRevocation }, isRevoked: () => revoked }
}
