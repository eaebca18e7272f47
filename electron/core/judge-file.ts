import type { BlobRef } from '../../shared/model/edoc.ts'
import type { SignatureReport, Verdict } from '../../shared/model/signature-report.ts'
import type { Desk } from '../handlers/desk.ts'
import { codeOf } from '../handlers/document-code.ts'
import type { PaperPasswords } from '../handlers/paper-passwords.ts'
import type { RevocationEvidence } from '../pki/evidence.ts'
import type { BlobSource } from '../store/blob-file.ts'
import { dropRecheck, putRecheck } from '../store/rechecks.ts'
import { seeDocument } from '../store/sight.ts'
import { getVerdict, putVerdict } from '../store/verdicts.ts'
import { type Chain, NO_EVIDENCE } from '../validation/examination.ts'
import type { Judge } from '../validation/judge.ts'
import { type EvidenceSource, judgeWithEvidence, type Settled } from '../validation/judge-with-evidence.ts'
import type { EvidenceKeeping } from './keep-evidence.ts'

export interface JudgeFileInputs {
  readonly desk: Desk
  readonly judge: Judge
  /** DER: of the machine's folders and of the province's signed list, as they are now. */
  readonly anchors: () => Promise<readonly Uint8Array[]>
  readonly fetchBlob: (ref: BlobRef) => Promise<BlobSource>
  readonly evidence: EvidenceKeeping
  /** What somebody typed to open an encrypted file, since the desk was opened. */
  readonly passwords: PaperPasswords
  /** Aborted when the desk closes: a service that is waited for then is waited for no longer. */
  readonly stopped: AbortSignal
  readonly askNetwork: (open: readonly Chain[], signal: AbortSignal) => Promise<RevocationEvidence>
}

/**
 * `arrival`: by what is at hand, at once. `recheck`: the network is asked, and a verdict that changes is told.
 * `again`: a person waits for it.
 */
export type Occasion = 'arrival' | 'recheck' | 'again'

export interface Judging { readonly documentId: string; readonly ref: BlobRef; readonly occasion: Occasion }
export interface Judged { readonly report: SignatureReport; readonly isOpen: boolean }

const NETWORK_MS: Readonly<Record<Exclude<Occasion, 'arrival'>, number>> = { recheck: 120_000, again: 15_000 }
/** What came and was settled within a minute is one piece of news, not two. */
const NEWS_MS = 60_000

/** Judges a file and keeps what was found: the verdict, the evidence in its chain, and whether somebody must be asked later. */
export async function judgeFile(inputs: JudgeFileInputs, { documentId, ref, occasion }: Judging): Promise<Judged> {
  const { desk: { store, account, now, emit }, evidence } = inputs
  const source = await inputs.fetchBlob(ref)
  try {
    const [trust, known] = [await inputs.anchors(), await evidence.before(ref.sha256)]
    // Somebody who asks again wants to hear what is said today: what was kept is only for when nobody answers.
    const first = occasion === 'again' ? undefined : known.evidence
    const sources = [...sourcesFor(inputs, occasion), ...(occasion === 'again' ? [() => known.evidence] : [])]
    const settled = await judgeWithEvidence(inputs.judge, { document: { kind: 'source', source }, trust, at: now(), password: await inputs.passwords.find({ documentId, sha256: ref.sha256 }, source), knownSince: known.knownSince, evidence: first }, sources)
    const before = getVerdict(store.db, ref.sha256)
    // Asked about anew after a restart, without its password: what was found while it was open stands.
    if (before !== null && isLocked(settled.report) && !isLocked(before.report)) return { report: before.report, isOpen: true }
    const isOpen = isUnchecked(settled)
    await evidence.keep(ref.sha256, { settled, anchors: trust }, () => {
      putVerdict(store.db, ref.sha256, settled.report, now())
      if (isOpen) putRecheck(store.db, account, { sha256: ref.sha256, documentId, askedAt: occasion === 'arrival' ? 0 : now() })
      else dropRecheck(store.db, ref.sha256)
    })
    emit('attachments.judged', { documentId, blobId: ref.blobId })
    emit('documents.changed', { ids: [documentId] })
    if (occasion === 'recheck' && before !== null && isNews(before.report.verdict, settled.report.verdict, now() - before.judgedAt)) tell(inputs.desk, documentId, { ref, from: before.report.verdict, to: settled.report.verdict })
    return { report: settled.report, isOpen }
  } finally {
    await source.close()
  }
}

function sourcesFor({ evidence, askNetwork, stopped }: JudgeFileInputs, occasion: Occasion): EvidenceSource[] {
  const kept: EvidenceSource = open => evidence.lookUp(open)
  if (occasion === 'arrival') return [kept]
  const network: EvidenceSource = async open => {
    const signal = AbortSignal.any([stopped, AbortSignal.timeout(NETWORK_MS[occasion])])
    return askNetwork(open, signal).catch((error: unknown) => {
      if (signal.aborted) return NO_EVIDENCE // too late is as good as silent
      throw error
    })
  }
  return occasion === 'again' ? [network, kept] : [kept, network]
}

/** An unknown revocation status is all that keeps it from a verdict. */
function isUnchecked({ report, open }: Settled): boolean {
  return open.length > 0 && report.verdict === 'indeterminate' && report.signatures.some(one => one.subIndication === 'TRY_LATER')
}

function isLocked({ reasons }: SignatureReport): boolean {
  return reasons.includes('file.password-wanted')
}

function isNews(from: Verdict, to: Verdict, ageMs: number): boolean {
  return from !== to && (ageMs >= NEWS_MS || to === 'invalid')
}

function tell({ store, account, emit }: Desk, documentId: string, { ref, from, to }: { readonly ref: BlobRef; readonly from: Verdict; readonly to: Verdict }): void {
  const doc = seeDocument(store.db, account, documentId)?.doc
  emit('attachments.verdict-changed', { documentId, blobId: ref.blobId, code: doc === undefined ? '' : codeOf(doc), subject: doc?.subject ?? '', from, to })
}
