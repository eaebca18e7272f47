/** Dấu thời gian of a signature: a token over the signature value, in the unsigned attributes (RFC 3161 App. A). */
import { verifyCms, type CmsResult } from '../pki/cms-verify.ts'
import type { Policy } from './judge-signature.ts'
import { judgeTrust } from './signer-trust.ts'

/** The proven time, null when the token proves none: then the signature is judged as if there were no token. */
export async function judgeTimestampToken(cms: CmsResult, { anchors, candidates, at }: Policy): Promise<number | null> {
  if (!cms.timeStampToken) return null
  const { signature } = cms
  const token = await verifyCms({ cms: cms.timeStampToken, form: 'timestamp', content: async function* () { yield signature } })
  if (!token.intact || !token.cryptographyValid || token.reasons.length > 0 || token.weak || !token.certificate) return null
  const trust = judgeTrust({ certificate: token.certificate, candidates: [...token.certificates, ...candidates], anchors, at, provenAt: null, purpose: 'timestamp' })
  return trust.kind === 'trusted' ? token.statedAt : null
}
