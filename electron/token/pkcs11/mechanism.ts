import { createHash } from 'node:crypto'
import type { SignatureAlgorithm } from '../../../shared/model/signer.ts'
import { CKK, CKM } from '../constants/pkcs11.ts'

/** How a token makes one signature value: the mechanism, and whether it or we hash. */
export interface SigningPlan {
  readonly mechanism: number
  readonly pss: boolean
  readonly input: 'data' | 'digest' | 'digest-info'
}

/** DER of DigestInfo for SHA-256 with explicit NULL, up to the digest (RFC 8017 §9.2, note 1). */
const DIGEST_INFO_SHA256 = Uint8Array.of(0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20)

/**
 * Plans by what the token lists, best first. A card that hashes itself is preferred; VGCA's newer one is handed the
 * whole DigestInfo (facts §3).
 */
export function signingPlans(keyType: number, listed: ReadonlySet<number>): Partial<Record<SignatureAlgorithm, SigningPlan>> {
  const plans: Partial<Record<SignatureAlgorithm, SigningPlan>> = {}
  if (keyType === CKK.RSA) {
    if (listed.has(CKM.SHA256_RSA_PKCS)) plans['rsa-pkcs1'] = { mechanism: CKM.SHA256_RSA_PKCS, pss: false, input: 'data' }
    else if (listed.has(CKM.RSA_PKCS)) plans['rsa-pkcs1'] = { mechanism: CKM.RSA_PKCS, pss: false, input: 'digest-info' }
    if (listed.has(CKM.SHA256_RSA_PKCS_PSS)) plans['rsa-pss'] = { mechanism: CKM.SHA256_RSA_PKCS_PSS, pss: true, input: 'data' }
    else if (listed.has(CKM.RSA_PKCS_PSS)) plans['rsa-pss'] = { mechanism: CKM.RSA_PKCS_PSS, pss: true, input: 'digest' }
  }
  if (keyType === CKK.EC && listed.has(CKM.ECDSA)) plans.ecdsa = { mechanism: CKM.ECDSA, pss: false, input: 'digest' }
  return plans
}

/** What C_Sign is given for `data` under a plan. */
export function signingInput(plan: SigningPlan, data: Uint8Array): Uint8Array {
  if (plan.input === 'data') return data
  const digest = createHash('sha256').update(data).digest()
  return plan.input === 'digest' ? digest : Buffer.concat([DIGEST_INFO_SHA256, digest])
}
