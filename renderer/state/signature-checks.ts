import type { ReasonCode, SignatureVerdict } from '../../shared/model/signature-report.ts'

export type CheckTone = 'ok' | 'wait' | 'bad'
/** The three plain facts of one signature; which words, the panel says. */
export interface SignatureChecks {
  readonly content: { readonly tone: CheckTone; readonly say: 'unchanged' | 'allowed' | 'suspicious' | 'unclear' | 'broken' }
  readonly time: { readonly tone: CheckTone; readonly say: 'stamped' | 'claimed' | 'untimed' }
  readonly certificate: { readonly tone: CheckTone; readonly say: 'good' | 'unchecked' | 'bad' }
  /** Reasons that the three facts do not already tell. */
  readonly reasons: readonly ReasonCode[]
}

/** Certificates that will never be good, against those that may be when more is known. */
const BAD: ReadonlySet<ReasonCode> = new Set<ReasonCode>(['certificate.revoked', 'certificate.wrong-usage', 'signature.certificate-mismatch'])
const TOLD: ReadonlySet<ReasonCode> = new Set<ReasonCode>(['signature.digest-mismatch', 'revocation.not-checked'])

function contentOf({ intact, coverage, changesAfter }: SignatureVerdict): SignatureChecks['content'] {
  if (!intact || coverage === 'broken') return { tone: 'bad', say: 'broken' }
  switch (changesAfter) {
    case 'none': return { tone: 'ok', say: 'unchanged' }
    case 'allowed': return { tone: 'ok', say: 'allowed' }
    case 'suspicious': return { tone: 'bad', say: 'suspicious' }
    case 'unknown': return { tone: 'wait', say: 'unclear' }
  }
}

function timeOf({ time }: SignatureVerdict): SignatureChecks['time'] {
  if (time.source === 'none' || time.at === null) return { tone: 'wait', say: 'untimed' }
  return time.source === 'claimed' ? { tone: 'wait', say: 'claimed' } : { tone: 'ok', say: 'stamped' }
}

/** Tells a verdict in three facts. Pure; never kinder than the verdict itself. */
export function signatureChecks(signature: SignatureVerdict): SignatureChecks {
  const { reasons, verdict } = signature
  const bad = reasons.some(reason => BAD.has(reason))
  const doubted = reasons.some(reason => reason.startsWith('certificate.') || reason.startsWith('revocation.'))
  const certificate = bad ? { tone: 'bad', say: 'bad' } as const : doubted || verdict !== 'valid' && (!signature.intact || signature.revocation.source === 'none') ? { tone: 'wait', say: 'unchecked' } as const : { tone: 'ok', say: 'good' } as const
  return { content: contentOf(signature), time: timeOf(signature), certificate, reasons: reasons.filter(reason => !TOLD.has(reason)) }
}
