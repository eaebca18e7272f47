/** Kết quả xem xét một tệp: the report, and what whoever gathers evidence has to know beyond it. */
import type { SignatureReport } from '../../shared/model/signature-report.ts'
import type { RevocationEvidence } from '../pki/evidence.ts'

/** DER, upwards from a signer or a timestamp's authority to its anchor. */
export type Chain = readonly Uint8Array[]

export interface Examination {
  readonly report: SignatureReport
  /** The chains that the report rests on. */
  readonly chains: readonly Chain[]
  /** Those of them whose revocation status the evidence at hand leaves open and somebody could be asked about. */
  readonly open: readonly Chain[]
}

export const NO_EVIDENCE: RevocationEvidence = { ocsps: [], crls: [], certificates: [] }

export function joinEvidence(all: readonly RevocationEvidence[]): RevocationEvidence {
  return { ocsps: all.flatMap(one => one.ocsps), crls: all.flatMap(one => one.crls), certificates: all.flatMap(one => one.certificates) }
}

/** A report that rests on no chain: nothing was signed, nothing could be read, or the time was over. */
export function bare(report: SignatureReport): Examination {
  return { report, chains: [], open: [] }
}
