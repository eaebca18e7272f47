import type { SignatureVerdict } from '../../shared/model/signature-report.ts'

const CHANGED: ReadonlySet<string> = new Set(['signature.digest-mismatch', 'changes.suspicious', 'changes.forbidden-by-certification'])

/** True where the signature fails because the paper was changed, which is what an officer must hear first. */
export function wasChanged(signatures: readonly SignatureVerdict[]): boolean {
  return signatures.some(({ verdict, intact, reasons }) => verdict === 'invalid' && (!intact || reasons.some(reason => CHANGED.has(reason))))
}
