import type { SignatureReport } from '../../shared/model/signature-report.ts'
import { ProblemError } from '../../shared/problem.ts'
import type { SigningSituation } from './situation.ts'

/**
 * Văn thư chỉ đóng dấu, ký số cơ quan vào văn bản đã có chữ ký của người có thẩm quyền (NĐ 30/2020, Điều 32). `report` is
 * our own judgement of the document as it came; null where nobody judges. Answers who signed.
 */
export function checkApproved({ signatures }: Pick<SigningSituation, 'signatures'>, report: SignatureReport | null): string[] {
  const approvals = signatures.filter(({ signature }) => signature !== null && signature.type !== 'DocTimeStamp')
  if (approvals.length === 0) throw new ProblemError('signing.not-approved')
  const broken = report?.signatures.find(({ kind, verdict, intact, cryptographyValid }) => kind === 'signature' && (verdict === 'invalid' || !intact || !cryptographyValid))
  if (broken !== undefined) throw new ProblemError('signing.approval-invalid', { field: broken.field, signer: broken.signer?.name ?? null })
  return (report?.signatures ?? []).flatMap(({ kind, signer }) => kind === 'signature' && signer !== null ? [signer.name] : [])
}
