/** Dấu thời gian of a signature: a token over the signature value, in the unsigned attributes (RFC 3161 App. A). */
import { verifyCms, type CmsResult } from '../pki/cms-verify.ts'
import type { Policy } from './judge-signature.ts'
import { judgeTimestampRevocation, type Revocation } from './revocation.ts'
import { judgeTrust, type Trust } from './signer-trust.ts'

/** The proven time, and on what it stands. */
export interface ProvenTime { readonly at: number; readonly trust: Trust; readonly revocation: Revocation }

/**
 * Null when the token proves no time: then the signature is judged as if there were no token. `provenAt` is when the token
 * itself is proven to have been there: its TSA's certificate may have ended since.
 */
export async function judgeTimestampToken(cms: CmsResult, policy: Policy, provenAt: number | null): Promise<ProvenTime | null> {
  if (!cms.timeStampToken) return null
  const { signature } = cms
  const token = await verifyCms({ cms: cms.timeStampToken, form: 'timestamp', content: async function* () { yield signature } })
  if (!token.intact || !token.cryptographyValid || token.reasons.length > 0 || token.weak || !token.certificate || token.statedAt === null) return null
  const candidates = [...token.certificates, ...policy.candidates]
  const trust = judgeTrust({ certificate: token.certificate, candidates, anchors: policy.anchors, at: policy.at, provenAt, purpose: 'timestamp' })
  if (trust.kind !== 'trusted') return null
  const revocation = judgeTimestampRevocation({ path: trust.path, evidence: policy.evidence, candidates, at: provenAt ?? policy.at, now: policy.at, statedAt: token.statedAt })
  return revocation.kind === 'revoked' ? null : { at: token.statedAt, trust, revocation }
}
