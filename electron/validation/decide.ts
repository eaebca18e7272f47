/** From facts to a verdict (ETSI EN 319 102-1 §5.1.3, and the closed list of what may be indeterminate in this product). */
import type { ReasonCode, SignatureReport, SignatureVerdict, Verdict } from '../../shared/model/signature-report.ts'
import type { Certificate } from '../pki/certificate.ts'
import type { CmsResult } from '../pki/cms-verify.ts'
import type { Changes } from './decide-changes.ts'
import type { Revocation } from './revocation.ts'
import type { Trust } from './signer-trust.ts'

export type RevocationPolicy = 'required' | 'not-checked'

export interface SignatureFacts {
  /** Faults of form: ByteRange, revision, SubFilter. */
  readonly form: readonly ReasonCode[]
  readonly cms: CmsResult | null
  readonly changes: Changes
  readonly trust: Trust | null
  /** What evidence says of the certificates of the path. */
  readonly found: Revocation
  readonly revocation: RevocationPolicy
}

export type Decision = Pick<SignatureVerdict, 'verdict' | 'indication' | 'subIndication' | 'reasons'>

export function decideSignature(facts: SignatureFacts): Decision {
  const reasons = [...new Set([...facts.form, ...(facts.cms?.reasons ?? []), ...facts.changes.reasons, ...(facts.trust?.reasons ?? [])])]
  if (facts.found.kind === 'revoked') reasons.push('certificate.revoked')
  const failed = failure(facts)
  if (failed) return { verdict: 'invalid', indication: 'TOTAL-FAILED', subIndication: failed, reasons }
  if (facts.trust?.kind === 'indeterminate') return open(facts.trust.subIndication, reasons)
  if (facts.cms?.weak) return open('CRYPTO_CONSTRAINTS_FAILURE_NO_POE', [...reasons, 'signature.algorithm-weak'])
  if (facts.changes.kind === 'unknown') return open('SIG_CONSTRAINTS_FAILURE', reasons)
  if (facts.found.kind === 'good') return { verdict: 'valid', indication: 'TOTAL-PASSED', subIndication: null, reasons }
  const unchecked: ReasonCode[] = [...reasons, 'revocation.not-checked']
  if (facts.revocation === 'required' && namesRevocationSource(facts.trust?.path ?? [])) return open('TRY_LATER', unchecked)
  return { verdict: 'valid', indication: 'TOTAL-PASSED', subIndication: null, reasons: unchecked }
}

/** The sub-indication of a certain failure; null when nothing is certainly wrong. */
function failure({ form, cms, changes, trust, found }: SignatureFacts): string | null {
  if (form.length > 0 || !cms) return 'FORMAT_FAILURE'
  if (cms.reasons.includes('signature.digest-mismatch') || cms.reasons.includes('signature.imprint-mismatch')) return 'HASH_FAILURE'
  if (cms.reasons.includes('signature.value-wrong')) return 'SIG_CRYPTO_FAILURE'
  if (cms.reasons.length > 0 || !cms.intact || !cms.cryptographyValid) return 'FORMAT_FAILURE'
  if (changes.kind === 'suspicious') return 'FORMAT_FAILURE'
  if (found.kind === 'revoked') return 'REVOKED'
  return trust === null || trust.kind === 'refused' ? trust?.subIndication ?? 'FORMAT_FAILURE' : null
}

/** True when a certificate of the path below the anchor says where it could be asked about. */
export function namesRevocationSource(path: readonly Certificate[]): boolean {
  return path.slice(0, -1).some(({ extensions }) => extensions.ocspUrls.length > 0 || extensions.crlPoints.length > 0)
}

function open(subIndication: string | null, reasons: readonly ReasonCode[]): Decision {
  return { verdict: 'indeterminate', indication: 'INDETERMINATE', subIndication, reasons: [...reasons] }
}

/** The file's verdict: the worst of its signatures'; `stray` are faults of the file as a whole. */
export function decideReport(signatures: readonly SignatureVerdict[], stray: readonly ReasonCode[]): SignatureReport {
  const has = (verdict: SignatureVerdict['verdict']): boolean => signatures.some(one => one.verdict === verdict)
  const verdict: Verdict = stray.length > 0 || has('invalid') ? 'invalid' : has('indeterminate') ? 'indeterminate' : signatures.length > 0 ? 'valid' : 'unsigned'
  return { verdict, reasons: [...new Set([...stray, ...signatures.flatMap(one => one.reasons)])], signatures: [...signatures] }
}
