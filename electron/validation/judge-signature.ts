/** One signature of a file, from its dictionary to its verdict. */
import type { ReasonCode, SignatureVerdict } from '../../shared/model/signature-report.ts'
import { cmsAttributeName } from '../../shared/model/cms-attribute.ts'
import { vietnamIso } from '../../shared/model/vietnam-time.ts'
import { docMdpOf } from '../pdf/certification.ts'
import { isString, textOf } from '../pdf/objects.ts'
import type { PdfFile } from '../pdf/open.ts'
import type { SignatureField, SignatureValue } from '../pdf/signature-fields.ts'
import { listSignatureFields } from '../pdf/signature-fields.ts'
import { certificateWords, type Certificate } from '../pki/certificate.ts'
import { verifyCms, type CmsForm, type CmsResult } from '../pki/cms-verify.ts'
import type { ReadEvidence } from '../pki/revocation.ts'
import { BARE_FORM, verifyBareValue } from './bare-value.ts'
import { checkByteRange, signedBytes, type SignedRange } from './byte-range.ts'
import { analyseChanges } from './changes.ts'
import { decideSignature, namesRevocationSource, type RevocationPolicy } from './decide.ts'
import type { Changes } from './decide-changes.ts'
import { parsePdfDate } from './pdf-date.ts'
import { decideLevel } from './decide-level.ts'
import { judgeRevocation, judgeTimestampRevocation, type Revocation, revocationWords } from './revocation.ts'
import { openSignedRevision, type SignedRevision } from './revision.ts'
import type { SignedDigests } from './signed-digests.ts'
import { judgeTrust, type Trust } from './signer-trust.ts'
import type { TimeAbove } from './time-above.ts'
import { judgeTimestampToken, type ProvenTime } from './timestamp.ts'

export interface Policy {
  readonly anchors: readonly Certificate[]
  /** Certificates from elsewhere in the file that may stand in a path; not trusted. */
  readonly candidates: readonly Certificate[]
  readonly at: number
  readonly revocation: RevocationPolicy
  /** What the document's own store says about revocation: only that makes its level. */
  readonly stored: ReadEvidence
  /** The same with what is known from elsewhere. */
  readonly evidence: ReadEvidence
  /** Since when these bytes are known to exist, by our own verdict on arrival; null: not before now. */
  readonly knownSince: number | null
}

export interface SignatureQuestion extends Policy {
  readonly file: PdfFile
  readonly field: SignatureField['field']
  readonly signature: SignatureValue
  readonly isShared: boolean
  /** What document timestamps over this signature prove. */
  readonly above: TimeAbove
  readonly digests: SignedDigests
}

/** ISO 32000-2 Table 255; adbe.x509.rsa_sha1 is no CMS (`bare-value.ts`), everything unknown is not judged. */
const FORMS: Readonly<Record<string, CmsForm>> = {
  'ETSI.CAdES.detached': 'detached-ess', 'adbe.pkcs7.detached': 'detached', 'adbe.pkcs7.sha1': 'sha1-inside', 'ETSI.RFC3161': 'timestamp',
}
const BROKEN: Changes = { kind: 'unknown', reasons: [], list: [] }

export type Judged = Omit<SignatureVerdict, 'place'>

/** `proof`: the time that a document timestamp, sound and not known to be revoked, tells for what lies below it, and where its bytes end. */
export interface JudgedSignature {
  readonly verdict: Judged
  readonly proof: { readonly time: ProvenTime; readonly end: number } | null
  /** The paths of signer and timestamp; `isOpen`: their revocation status is not known, and they say who could tell. */
  readonly standings: readonly { readonly path: readonly Certificate[]; readonly isOpen: boolean }[]
}

export async function judgeSignature(question: SignatureQuestion): Promise<JudgedSignature> {
  const { file, signature, above } = question
  const form = FORMS[signature.subFilter ?? '']
  const check = await checkByteRange(file.source, signature)
  const revision = check.range && !check.reason ? await openSignedRevision(file, check.range.end) : null
  const isBare = signature.subFilter === BARE_FORM
  const faults = [...await formFaults(question, check.range, revision), ...(check.reason ? [check.reason] : []), ...(form || isBare ? [] : ['signature.format-unsupported' as const])]
  const { range } = check
  const cms = isBare && range ? await verifyBareValue(file, signature, algorithm => question.digests(range, algorithm)) : form && range && signature.contents
    ? await verifyCms({ cms: signature.contents, form, content: () => signedBytes(file.source, range), digestOf: algorithm => question.digests(range, algorithm) })
    : null
  const changes = faults.length === 0 && revision ? await changesSince(file, revision) : BROKEN
  const proof = cms?.timeStampToken && form !== 'timestamp' ? await judgeTimestampToken(cms, question, above.proof?.at ?? question.knownSince) ?? above.proof : above.proof
  const standing = cms?.certificate ? judgeStanding(question, { ...cms, certificate: cms.certificate }, proof) : NO_STANDING
  const decision = decideSignature({ form: faults, cms, changes, trust: standing.trust, found: standing.revocation, revocation: question.revocation })
  const level = decideLevel({ form, ...storedFacts(question, standing, proof), isArchived: await isArchived(question, standing, proof) })
  return {
    verdict: {
      ...await described(question, cms), ...decision, coverage: coverageOf(range, revision), coveredBytes: range && coverageOf(range, revision) !== 'broken' ? range.end : null, changesAfter: changes.kind, laterChanges: [...changes.list],
      time: await timeOf(question, cms, proof), level, revocation: revocationWords(standing.revocation),
    },
    standings: [standing, ...(proof === null ? [] : [proof])].map(openness),
    proof: isTimestamp(signature) && (decision.verdict === 'valid' || decision.subIndication === 'TRY_LATER') && cms?.statedAt && standing.trust && range
      ? { time: { at: cms.statedAt, trust: standing.trust, revocation: standing.revocation }, end: range.end } : null,
  }
}

/** Whether the signer's certificate is trusted, and what is known of its revocation. */
interface Standing { readonly trust: Trust | null; readonly revocation: Revocation }
const NO_STANDING: Standing = { trust: null, revocation: { kind: 'unknown', told: null, lastNewsAt: null } }

function openness({ trust, revocation }: Standing): JudgedSignature['standings'][number] {
  return { path: trust?.path ?? [], isOpen: trust?.kind === 'trusted' && revocation.kind === 'unknown' && namesRevocationSource(trust.path) }
}

/** What the level rests on: evidence that others know of does not make the document's own. */
function storedFacts(question: SignatureQuestion, { trust, revocation }: Standing, proof: ProvenTime | null): { readonly proof: Pick<ProvenTime, 'revocation'> | null; readonly revocation: Revocation } {
  const { stored, evidence, candidates, at: now } = question
  if (stored === evidence || proof === null) return { proof, revocation }
  const by = (path: readonly Certificate[]): Revocation => judgeRevocation({ path, evidence: stored, candidates, at: proof.at, now })
  return { proof: { revocation: by(proof.trust.path) }, revocation: by(trust?.path ?? []) }
}

type SignedCms = CmsResult & { readonly certificate: Certificate }

/** A timestamp whose own status is open tells the time, but what would fail without it stays open with it (§5.5.4). */
function judgeStanding(question: SignatureQuestion, cms: SignedCms, proof: ProvenTime | null): Standing {
  const standing = standingAt(question, cms, proof?.at ?? question.knownSince)
  if (proof === null || isSettled(proof) || !holds(standing) || holds(standingAt(question, cms, question.knownSince))) return standing
  return { trust: standing.trust, revocation: NO_STANDING.revocation }
}

function isSettled({ revocation, trust }: ProvenTime): boolean {
  return revocation.kind === 'good' || !namesRevocationSource(trust.path)
}

function holds({ trust, revocation }: Standing): boolean {
  return trust?.kind === 'trusted' && revocation.kind !== 'revoked'
}

function standingAt({ signature, anchors, at: now, evidence, ...question }: SignatureQuestion, cms: SignedCms, provenAt: number | null): Standing {
  const candidates = [...cms.certificates, ...question.candidates]
  const isStamp = isTimestamp(signature)
  const trust = judgeTrust({ certificate: cms.certificate, candidates, anchors, at: now, provenAt, purpose: isStamp ? 'timestamp' : 'signature' })
  const asked = { path: trust.path, evidence, candidates, at: provenAt ?? now, now }
  return { trust, revocation: isStamp && cms.statedAt !== null ? judgeTimestampRevocation({ ...asked, statedAt: cms.statedAt }) : judgeRevocation(asked) }
}

/** Signer's and proof's evidence, as it lay below the newest document timestamp, says as much as it says now. */
async function isArchived({ above, at: now, candidates }: SignatureQuestion, { trust, revocation }: Standing, proof: ProvenTime | null): Promise<boolean> {
  if (proof === null || trust === null || above.archive === null || revocation.kind === 'unknown' || (proof === above.proof && !above.isFurther)) return false
  const evidence = await above.archive()
  return [trust.path, proof.trust.path].every(path => judgeRevocation({ path, evidence, candidates, at: proof.at, now }).kind !== 'unknown')
}

async function described({ file, field, signature }: SignatureQuestion, cms: CmsResult | null): Promise<Pick<Judged, 'field' | 'kind' | 'intact' | 'cryptographyValid' | 'docMdp' | 'signer' | 'algorithm' | 'attributes'>> {
  const words = cms?.certificate ? certificateWords(cms.certificate) : null
  return {
    field: field.name, kind: isTimestamp(signature) ? 'timestamp' : 'signature',
    intact: cms?.intact ?? false, cryptographyValid: cms?.cryptographyValid ?? false, docMdp: await docMdpOf(file, signature.dict),
    signer: words && { name: words.name, agency: words.agency, serial: words.serial, issuer: words.issuer, sha256: words.sha256 },
    algorithm: cms?.algorithm ?? null, attributes: (cms?.attributes ?? []).map(one => ({ ...one, name: cmsAttributeName(one.oid) })),
  }
}

export function isTimestamp(signature: SignatureValue): boolean {
  return signature.subFilter === 'ETSI.RFC3161' || signature.type === 'DocTimeStamp'
}

/** Faults that make the signature meaningless whatever its cryptography says. */
async function formFaults({ isShared, signature, field }: SignatureQuestion, range: SignedRange | null, revision: SignedRevision | null): Promise<ReasonCode[]> {
  const faults: ReasonCode[] = []
  if (isShared) faults.push('signature.shared-value')
  if (signature.contents?.every(octet => octet === 0)) faults.push('signature.empty-field')
  if (signature.subFilter === 'ETSI.RFC3161' ? signature.type !== 'DocTimeStamp' : signature.type === 'DocTimeStamp') faults.push('signature.format-unsupported')
  if (!range || !revision) return faults
  if (revision.kind === 'broken') faults.push('changes.outside-chain')
  else if (!await isInItsRevision(revision.file, signature, field.name)) faults.push('signature.not-in-form')
  return faults
}

/** The same field held the same signature already when it was made: else a later revision moved it there. */
async function isInItsRevision(revision: PdfFile, signature: SignatureValue, name: string): Promise<boolean> {
  return (await listSignatureFields(revision)).some(one => one.field.name === name && one.signature?.ref?.number === signature.ref?.number
    && one.signature?.contentsSpan?.from === signature.contentsSpan?.from)
}

async function changesSince(file: PdfFile, revision: SignedRevision): Promise<Changes> {
  if (revision.kind === 'whole-file' || (revision.kind === 'earlier' && revision.padded)) return { kind: 'none', reasons: [], list: [] }
  return revision.kind === 'broken' ? BROKEN : analyseChanges(revision.file, file)
}

function coverageOf(range: SignedRange | null, revision: SignedRevision | null): Judged['coverage'] {
  if (!range || !revision || revision.kind === 'broken') return 'broken'
  return revision.kind === 'whole-file' ? 'whole-file' : 'whole-revision'
}

async function timeOf({ file, signature, above }: SignatureQuestion, cms: CmsResult | null, proof: ProvenTime | null): Promise<Judged['time']> {
  if (isTimestamp(signature)) return cms?.statedAt ? { at: vietnamIso(cms.statedAt), source: 'document-timestamp' } : { at: null, source: 'none' }
  if (proof !== null) return { at: vietnamIso(proof.at), source: proof === above.proof ? 'document-timestamp' : 'signature-timestamp' }
  const written = await file.resolve(signature.dict.get('M'))
  const claimed = (isString(written) ? parsePdfDate(textOf(written)) : null) ?? cms?.statedAt ?? null
  return claimed === null ? { at: null, source: 'none' } : { at: vietnamIso(claimed), source: 'claimed' }
}
