/** Kiểm tra chữ ký số của một tệp PDF (signing.md, "Validation"): a report, never an exception. */
import { ProblemError, type ProblemCode } from '../../shared/problem.ts'
import type { ReasonCode, SignatureReport, SignatureVerdict } from '../../shared/model/signature-report.ts'
import { DEFAULT_LIMITS, type PdfLimits } from '../pdf/limits.ts'
import { readSecurityStore } from '../pdf/dss.ts'
import { findByteRanges, scanForByteRanges } from '../pdf/find-byte-ranges.ts'
import { openPdf, type PdfFile } from '../pdf/open.ts'
import { repairNeeded } from '../pdf/repair-notes.ts'
import { listSignatureFields, MOST_SIGNATURES, type SignatureField, type SignatureValue } from '../pdf/signature-fields.ts'
import type { Source } from '../pdf/source.ts'
import type { Certificate } from '../pki/certificate.ts'
import type { RevocationEvidence } from '../pki/evidence.ts'
import { readEvidence } from '../pki/revocation.ts'
import { decideReport, type RevocationPolicy } from './decide.ts'
import { bare, type Chain, type Examination, joinEvidence } from './examination.ts'
import { judgeSignature, type JudgedSignature, type Policy } from './judge-signature.ts'
import { certificatesOf } from './embedded-certificates.ts'
import { pagesByWidget, placeOf } from './place.ts'
import { below, NOTHING_ABOVE } from './time-above.ts'
import { createSignedDigests } from './signed-digests.ts'
import { hasStraySignature } from './stray-signatures.ts'

export interface ValidationInput {
  readonly source: Source
  /** The anchors of policy; certificates inside the file never become one. */
  readonly trust: readonly Certificate[]
  /** Now, in milliseconds. */
  readonly at: number
  readonly limits?: PdfLimits
  /** For an encrypted file that the empty password does not open. */
  readonly password?: Uint8Array | undefined
  /** `not-checked` (default until there are revocation services) says so among the reasons and lets a good signature be valid. */
  readonly revocation?: RevocationPolicy
  /** What is known of revocation besides the file's own store: kept earlier, or fetched just now. */
  readonly evidence?: RevocationEvidence | undefined
  /** Since when these very bytes are known to exist (our own verdict on arrival); null where nobody has seen them before. */
  readonly knownSince?: number | null | undefined
}

/** What judging may inflate: object and cross-reference streams only, never pictures; 300 MB is the whole process. */
const JUDGE_LIMITS: PdfLimits = { ...DEFAULT_LIMITS, maxStreamBytes: 64 * 1024 * 1024, maxDecodedBytes: 256 * 1024 * 1024 }
/** Judges any bytes. Only failures of reading the source itself are thrown. */
export async function validatePdf(input: ValidationInput): Promise<SignatureReport> {
  return (await examinePdf(input)).report
}

/** As `validatePdf`, with what further evidence could be gathered for. */
export async function examinePdf(input: ValidationInput): Promise<Examination> {
  try {
    const file = await openPdf(input.source, input.limits ?? JUDGE_LIMITS, input.password)
    return await judgeFile(file, await policyOf(input, file))
  } catch (error) {
    return bare(await unreadable(error, input.source))
  }
}

async function policyOf({ trust, at, revocation = 'not-checked', evidence, knownSince = null }: ValidationInput, file: PdfFile): Promise<Policy> {
  const own = await readSecurityStore(file)
  const stored = readEvidence(own)
  // Ours first: there are limits to what is looked at, and the file's maker may have put in more than that.
  const all = evidence === undefined ? stored : readEvidence(joinEvidence([evidence, own]))
  return { anchors: trust, candidates: [...certificatesOf(own), ...(evidence === undefined ? [] : all.certificates)], stored, evidence: all, at, revocation, knownSince }
}

interface Signed { readonly field: SignatureField['field']; readonly signature: SignatureValue }

async function judgeFile(file: PdfFile, policy: Policy): Promise<Examination> {
  const fields = await listSignatureFields(file)
  const signed = fields.flatMap(({ field, signature }): Signed[] => signature ? [{ field, signature }] : [])
  if (signed.length > MOST_SIGNATURES) return bare({ verdict: 'invalid', reasons: ['file.too-complex'], signatures: [] })
  // Hashing reads most of the file; what it reads is looked through on the way.
  const scan = scanForByteRanges(file.source)
  const strays = async (): Promise<ReasonCode[]> => await hasStraySignature(file, fields, await scan.finish()) ? ['signature.not-in-form'] : []
  if (signed.length === 0) return bare(decideReport([], await strays()))
  const pages = await pagesByWidget(file)
  const verdicts: SignatureVerdict[] = []
  const standings: JudgedSignature['standings'][number][] = []
  const digests = createSignedDigests(file.source, signed.map(({ signature }) => signature.byteRange?.[1] ?? 0), scan.feed)
  let above = NOTHING_ABOVE
  // From the newest to the oldest: a document timestamp proves the time of what lies below it.
  for (const one of newestFirst(signed)) {
    const { verdict, proof, standings: stands } = await judgeSignature({ ...policy, file, ...one, isShared: isShared(one, signed), above, digests })
    if (proof !== null) above = below(above, file, proof.time, proof.end)
    standings.push(...stands)
    verdicts.unshift({ ...verdict, place: await placeOf(file, one.field, pages) })
  }
  const report = decideReport(verdicts, [...await strays(), ...repairs(file)])
  return { report, chains: chainsOf(standings), open: chainsOf(standings.filter(one => one.isOpen)) }
}

/** Signatures of one person share a chain. */
function chainsOf(standings: JudgedSignature['standings']): Chain[] {
  const found = new Map(standings.filter(({ path }) => path.length > 0).map(({ path }) => [path.map(one => one.sha256).join(' '), path.map(one => one.der)]))
  return [...found.values()]
}

function newestFirst(signed: readonly Signed[]): Signed[] {
  const end = ({ signature: { byteRange } }: Signed): number => (byteRange?.[2] ?? 0) + (byteRange?.[3] ?? 0)
  return signed.toSorted((a, b) => end(b) - end(a))
}

/** One value in two fields would let one signature speak for two persons. */
function isShared(one: Signed, all: readonly Signed[]): boolean {
  return all.some(other => other !== one && (one.signature.ref ? other.signature.ref?.number === one.signature.ref.number : other.signature.dict === one.signature.dict))
}

/** Leniencies under which two readers may see two documents: never valid (rule 2). */
function repairs(file: PdfFile): ReasonCode[] {
  return repairNeeded(file) === null ? [] : ['file.repair-needed']
}

const FILE_REASONS: Partial<Readonly<Record<ProblemCode, ReasonCode>>> = {
  'pdf.not-pdf': 'file.not-pdf', 'pdf.encrypted': 'file.encrypted', 'pdf.encrypted-for-recipients': 'file.encrypted',
  'pdf.password-wanted': 'file.password-wanted', 'pdf.password-wrong': 'file.password-wrong', 'pdf.damaged': 'file.damaged', 'pdf.too-complex': 'file.too-complex',
}

/** A file that does not open: with a signature in its bytes it is a signed file that was damaged, and that is no valid one. */
async function unreadable(error: unknown, source: Source): Promise<SignatureReport> {
  const reason = error instanceof ProblemError ? FILE_REASONS[error.code] ?? (error.code.startsWith('pdf.') ? 'file.damaged' : undefined) : undefined
  if (!reason) throw error
  const isSigned = reason === 'file.damaged' || reason === 'file.too-complex' ? (await findByteRanges(source)).length > 0 : false
  return { verdict: isSigned ? 'invalid' : 'unreadable', reasons: [reason], signatures: [] }
}
