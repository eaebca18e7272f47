/** What valid document timestamps above a signature prove for it. */
import { readSecurityStore } from '../pdf/dss.ts'
import type { PdfFile } from '../pdf/open.ts'
import { readEvidence, type ReadEvidence } from '../pki/revocation.ts'
import type { ProvenTime } from './timestamp.ts'

export interface TimeAbove {
  /** The one next above: it tells the earliest time. Null without any. */
  readonly proof: ProvenTime | null
  /** The evidence that the newest one covers, read when it is asked for; null without any. */
  readonly archive: (() => Promise<ReadEvidence>) | null
  /** True when the newest is another than the one next above. */
  readonly isFurther: boolean
}

export const NOTHING_ABOVE: TimeAbove = { proof: null, archive: null, isFurther: false }

/** The same with a timestamp that lies below those known so far; `end` is the first byte behind what it covers. */
export function below(above: TimeAbove, file: PdfFile, proof: ProvenTime, end: number): TimeAbove {
  return above.archive === null ? { proof, archive: readOnce(file, end), isFurther: false } : { proof, archive: above.archive, isFurther: true }
}

function readOnce(file: PdfFile, end: number): () => Promise<ReadEvidence> {
  const held: { evidence: Promise<ReadEvidence> | null } = { evidence: null }
  return () => held.evidence ??= (async () => {
    const revision = end === file.source.size ? file : await file.openHead(end)
    return readEvidence(await readSecurityStore(revision))
  })()
}
