import type { SecurityStore } from '../pdf/dss.ts'
import type { Certificate } from '../pki/certificate.ts'
import { isTop } from '../pki/chain.ts'
import { pathStatuses } from '../pki/path-status.ts'
import { readEvidence, type ReadEvidence } from '../pki/revocation.ts'
import type { EvidenceAtHand } from './decide-level.ts'
import type { GrowingDocument } from './growing-document.ts'

/** What the document's own store proves, now and as it was below the newest document timestamp. */
export function evidenceAtHand({ store, archived }: Pick<GrowingDocument, 'store' | 'archived'>, anchors: readonly Certificate[], now: number): EvidenceAtHand {
  const [whole, below] = [readOnce(store), readOnce(archived)]
  return {
    isComplete: (chain, at) => isComplete({ chain, at, now, anchors, evidence: whole() }),
    isArchived: (chain, at) => isComplete({ chain, at, now, anchors, evidence: below() }),
  }
}

interface Question { readonly chain: readonly Certificate[]; readonly at: number; readonly now: number; readonly anchors: readonly Certificate[]; readonly evidence: ReadEvidence }

/** True when the chain ends at the top and each certificate below has a status, good or not: what is complete may also prove a revocation. */
function isComplete({ chain, at, now, anchors, evidence }: Question): boolean {
  const top = chain.at(-1)
  if (top === undefined || !isTop(top, anchors)) return false
  return pathStatuses({ path: chain, evidence, at, now }).every(status => status.kind !== 'unknown')
}

function readOnce(store: SecurityStore): () => ReadEvidence {
  const held: { evidence: ReadEvidence | null } = { evidence: null }
  return () => held.evidence ??= readEvidence(store)
}
