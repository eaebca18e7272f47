import type { Certificate } from './certificate.ts'
import type { RevocationStatus } from './evidence.ts'
import { createRevocationCheck, type ReadEvidence } from './revocation.ts'

export interface PathStatusQuestion {
  /** From the signer to the top, about which nobody is asked. */
  readonly path: readonly Certificate[]
  readonly evidence: ReadEvidence
  readonly candidates?: readonly Certificate[]
  /** The moment whose status is asked, and the clock of who asks. */
  readonly at: number
  readonly now: number
}

/** What the evidence says of each certificate below the top, upwards from the signer; empty for a path of one. */
export function pathStatuses({ path, evidence, candidates = [], at, now }: PathStatusQuestion): RevocationStatus[] {
  const top = path.at(-1)
  if (top === undefined) return []
  const statusOf = createRevocationCheck({ evidence, anchors: [top], candidates: [...path, ...candidates], at, now })
  return path.slice(0, -1).map((certificate, index) => statusOf(certificate, path[index + 1] ?? top))
}
