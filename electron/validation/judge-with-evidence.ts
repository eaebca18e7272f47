/** Kiểm tra có hỏi thêm bằng chứng: the document's own store first, then each further source in its order (signing.md, "Validation"). */
import type { RevocationEvidence } from '../pki/evidence.ts'
import { type Chain, type Examination, joinEvidence, NO_EVIDENCE } from './examination.ts'
import type { Judge, JudgeQuestion } from './judge.ts'

/** Evidence about chains whose status is open; empty where this source knows nothing. Never throws for a service that fails. */
export type EvidenceSource = (open: readonly Chain[]) => RevocationEvidence | Promise<RevocationEvidence>

export interface Settled extends Examination {
  /** What was added to the document's own evidence, whether it settled the matter or not. */
  readonly evidence: RevocationEvidence
}

/** An unknown revocation status is indeterminate here; a source is asked only for what those before it left open. */
export async function judgeWithEvidence(judge: Pick<Judge, 'examine'>, question: JudgeQuestion, sources: readonly EvidenceSource[]): Promise<Settled> {
  let evidence = question.evidence ?? NO_EVIDENCE
  let found = await judge.examine({ ...question, revocation: 'required' })
  for (const source of sources) {
    // What is invalid stays so whatever anybody says.
    if (found.open.length === 0 || found.report.verdict === 'invalid') break
    const more = await source(found.open)
    if (more.crls.length === 0 && more.ocsps.length === 0) continue
    evidence = joinEvidence([evidence, more])
    found = await judge.examine({ ...question, evidence, revocation: 'required' })
  }
  return { ...found, evidence }
}
