import { isBelow, lowestLevel, type SignatureLevel } from '../../shared/model/signature-level.ts'
import { type Problem, ProblemError } from '../../shared/problem.ts'
import { appendEvidence } from '../pdf/document-timestamp.ts'
import type { Source } from '../pdf/source.ts'
import type { Certificate } from '../pki/certificate.ts'
import type { TrustServices } from '../pki/evidence.ts'
import { appendTimestamp } from './append-timestamp.ts'
import { decideLevel, type EvidenceAtHand, proofOfTime, renewalAt } from './decide-level.ts'
import { evidenceAtHand } from './evidence-at-hand.ts'
import { gatherEvidence, type Gathered } from './gather-evidence.ts'
import { grow, type GrowingDocument, openGrowing, type Opening } from './growing-document.ts'
import type { RaisableSignature } from './level-facts.ts'

export interface UpgradeInputs {
  readonly source: Source
  readonly wanted: SignatureLevel
  readonly services: TrustServices
  readonly now: number
  /** Where chains end; without any they end at what is self-signed. */
  readonly anchors?: readonly Certificate[] | undefined
  readonly password?: Uint8Array | undefined
}

export interface UpgradedTail {
  /** To append to the document, byte for byte; empty when nothing could be or had to be added. */
  readonly tail: Uint8Array
  readonly size: number
  /** What the lowest of the signatures that can be raised has of time and evidence; broken ones stay as they are. */
  readonly level: SignatureLevel
  readonly wanted: SignatureLevel
  /** True while it is below what was wanted: another try may go further. */
  readonly waiting: boolean
  /** What kept it from rising. */
  readonly problem: Problem | null
  /** As `verify` names them: plain CMS has no level, whatever it carries. */
  readonly signatures: readonly { readonly field: string; readonly level: SignatureLevel | 'CMS' }[]
  /** When a document timestamp at the level B-LTA has to be renewed (ms); null below it. */
  readonly renewAt: number | null
}

/**
 * Nâng mức chữ ký: raises every signature that can be raised, by appended document timestamps and evidence (ETSI EN
 * 319 142-1 §5.5); no byte of the document changes, so no Contents does. What a service did not give is told in `problem`
 * and never thrown; `signing.nothing-to-raise` where no signature can be. At B-LTA a document timestamp whose certificate nears its end is followed by another.
 */
export async function upgradeDocument(inputs: UpgradeInputs): Promise<UpgradedTail> {
  const opening: Opening = { anchors: inputs.anchors ?? [], password: inputs.password }
  const document = await openGrowing(inputs.source, opening)
  if (document.facts.signatures.length === 0) throw new ProblemError('signing.nothing-to-raise')
  const start = ascent({ inputs, opening, document, problem: null })
  const timed = isBelow('B-B', inputs.wanted) ? await ensureTime(start) : start
  const evident = isBelow('B-T', inputs.wanted) && timed.problem === null ? await ensureEvidence(timed) : timed
  return result(evident)
}

interface Place { readonly inputs: UpgradeInputs; readonly opening: Opening; readonly document: GrowingDocument; readonly problem: Problem | null }
interface Ascent extends Place { readonly evidence: EvidenceAtHand; levelOf(signature: RaisableSignature): SignatureLevel }

function ascent(place: Place): Ascent {
  const { document, opening, inputs } = place
  const evidence = evidenceAtHand(document, opening.anchors, inputs.now)
  return { ...place, evidence, levelOf: signature => decideLevel(signature, document.facts, evidence) }
}

async function higher(at: Ascent, section: Uint8Array, problem: Problem | null): Promise<Ascent> {
  return ascent({ ...at, problem, document: await grow(at.document, section, at.opening) })
}

/** B-T: one document timestamp serves every signature that has none over it. */
async function ensureTime(at: Ascent): Promise<Ascent> {
  const { document: { facts, file }, inputs } = at
  if (facts.signatures.every(signature => proofOfTime(signature, facts) !== null)) return at
  const { section, problem } = await appendTimestamp(file, inputs.services.requestTimestamp)
  return section === null ? { ...at, problem } : higher(at, section, null)
}

/** B-LT and B-LTA: the evidence, and with it in one section the document timestamp that keeps it. */
async function ensureEvidence(at: Ascent): Promise<Ascent> {
  const { document: { facts, file }, inputs } = at
  const lacking = facts.signatures.filter(signature => isBelow(at.levelOf(signature), 'B-LT'))
  const isRenewal = inputs.wanted === 'B-LTA' && needsRenewal(at)
  const gathered = await gatherEvidence(wishesOf(at, lacking, isRenewal), inputs.services.gatherRevocation)
  const rises = facts.signatures.some(signature => at.levelOf(signature) === 'B-LT') || lacking.some((_, index) => gathered.met[index] === true)
  if (inputs.wanted !== 'B-LTA' || (!rises && !isRenewal)) return withEvidence(at, gathered)
  const { section, problem } = await appendTimestamp(file, inputs.services.requestTimestamp, gathered.evidence)
  return section === null ? withEvidence(at, { ...gathered, problem }) : higher(at, section, gathered.problem)
}

async function withEvidence(at: Ascent, { evidence, problem }: Omit<Gathered, 'met'>): Promise<Ascent> {
  const section = await appendEvidence(at.document.file, evidence)
  return section === null ? { ...at, problem } : higher(at, section, problem)
}

/**
 * Each signature with its proof of time; the older document timestamps, while their TSA still answers for them; and the TSA
 * of the timestamp that will be set, which will most likely be the one of the last: so it can be judged offline as well.
 */
function wishesOf({ document: { facts }, evidence, inputs, levelOf }: Ascent, lacking: readonly RaisableSignature[], isRenewal: boolean): readonly (readonly Certificate[])[][] {
  const wishes = lacking.map(signature => [signature.chain, proofOfTime(signature, facts)?.chain ?? []])
  const isArchiving = inputs.wanted === 'B-LTA' && (isRenewal || facts.signatures.some(signature => isBelow(levelOf(signature), 'B-LTA')))
  if (!isArchiving) return wishes
  const last = facts.timestamps.at(-1) ?? facts.signatures.find(signature => signature.stamp !== null)?.stamp
  const older = facts.timestamps.filter(({ chain, at }) => !evidence.isComplete(chain, at))
  const coming = last === null || last === undefined || evidence.isComplete(last.chain, inputs.now) ? [] : [last]
  return [...wishes, ...[...older, ...coming].map(({ chain }) => [chain])]
}

function needsRenewal({ document: { facts }, inputs }: Ascent): boolean {
  const renewAt = renewalAt(facts)
  return renewAt !== null && inputs.now >= renewAt
}

function result({ document: { facts, tail }, inputs, problem, levelOf }: Ascent): UpgradedTail {
  const level = lowestLevel(facts.signatures.map(levelOf)) ?? 'B-B'
  const signatures = facts.signatures.map(signature => ({ field: signature.field, level: signature.isPades ? levelOf(signature) : 'CMS' as const }))
  return {
    tail, size: inputs.source.size + tail.length, level, wanted: inputs.wanted, waiting: isBelow(level, inputs.wanted),
    problem, signatures, renewAt: level === 'B-LTA' ? renewalAt(facts) : null,
  }
}
