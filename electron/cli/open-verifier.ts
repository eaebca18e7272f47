import { resolve } from 'node:path'
import type { SignatureReport } from '../../shared/model/signature-report.ts'
import { readTrustLists } from '../core/trust.ts'
import type { GatherRevocation } from '../pki/evidence.ts'
import { joinEvidence, NO_EVIDENCE } from '../validation/examination.ts'
import type { JudgeQuestion } from '../validation/judge.ts'
import { type EvidenceSource, judgeWithEvidence } from '../validation/judge-with-evidence.ts'
import type { Invocation } from './command.ts'
import { makeJudge } from './make-judge.ts'

export interface VerifierWish { readonly trust: readonly Uint8Array[]; readonly isOffline: boolean }

/** cli.md: 10 s for a file, whatever it and the network do. */
const BUDGET_MS = 10_000
/** The most that the network gets of it, all services together, and one of them alone: lists come after a silent responder. */
const NETWORK_MS = 6_000
const ANSWER_MS = 2_500

/** Judges files one after the other, by their own evidence and lists beside the anchors, then by the network's. Lists are fetched once for all files. */
export async function openVerifier(invocation: Pick<Invocation, 'options' | 'around'>, { trust, isOffline }: VerifierWish): Promise<(question: JudgeQuestion) => Promise<SignatureReport>> {
  const judge = makeJudge()
  const crls = await readTrustLists(invocation.options.all('trust').map(folder => resolve(invocation.around.cwd, folder)))
  const evidence = crls.length === 0 ? undefined : { ...NO_EVIDENCE, crls }
  const gather = isOffline ? null : (await (await import('./open-trust-services.ts')).openTrustServices(invocation, { tsas: [], anchors: trust, timeoutMs: ANSWER_MS })).gatherRevocation
  return async question => {
    const startedAt = performance.now()
    const left = (): number => BUDGET_MS - (performance.now() - startedAt)
    // Judging again costs about as much as judging did: the network gets what remains after that.
    const forNetwork = (): number => Math.min(NETWORK_MS, 2 * left() - BUDGET_MS)
    // Roots that a file brings itself are trusted by nobody: no service is asked on their behalf.
    const sources = gather === null || question.trustEmbedded === true ? [] : [askNetwork(gather, forNetwork)]
    return (await judgeWithEvidence({ examine: one => judge.examine({ ...one, budgetMs: Math.max(1, left()) }) }, { ...question, evidence }, sources)).report
  }
}

function askNetwork(gather: GatherRevocation, budgetMs: () => number): EvidenceSource {
  return async open => {
    const ms = budgetMs()
    if (ms <= 0) return NO_EVIDENCE
    const signal = AbortSignal.timeout(ms)
    // One that was not done in time is as one that does not answer.
    return joinEvidence(await Promise.all(open.map(chain => gather(chain, signal).catch((error: unknown) => {
      if (signal.aborted) return NO_EVIDENCE
      throw error
    }))))
  }
}
