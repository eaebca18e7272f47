/** Mức chữ ký as the report tells it: by timestamps that are trusted and evidence that holds (ETSI EN 319 142-1 §6.3). */
import type { SignatureVerdict } from '../../shared/model/signature-report.ts'
import type { CmsForm } from '../pki/cms-verify.ts'
import type { Revocation } from './revocation.ts'

export interface LevelFacts {
  readonly form: CmsForm | undefined
  /** Whether the time of the signature is proven, and what is known of the certificates that prove it. */
  readonly proof: { readonly revocation: Revocation } | null
  readonly revocation: Revocation
  /** All of this evidence lies below a further document timestamp. */
  readonly isArchived: boolean
}

export function decideLevel({ form, proof, revocation, isArchived }: LevelFacts): SignatureVerdict['level'] {
  if (form !== 'detached-ess') return 'CMS'
  if (proof === null) return 'B-B'
  if (proof.revocation.kind === 'unknown' || revocation.kind === 'unknown') return 'B-T'
  return isArchived ? 'B-LTA' : 'B-LT'
}
