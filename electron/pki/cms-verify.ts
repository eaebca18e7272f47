/**
 * Kiểm tra chữ ký CMS: integrity and cryptography of one SignedData, by hand with node:crypto. Says nothing about trust:
 * the path of the signer's certificate is a question of its own.
 */
import { createHash, createVerify } from 'node:crypto'
import type { ReasonCode } from '../../shared/model/signature-report.ts'
import type { Certificate } from './certificate.ts'
import { DerError, readOctets, readOid, readTime, type DerNode } from './der-read.ts'
import { readSignedData, type SignedData, type SignerInfo } from './cms-read.ts'
import { essMatches, hasEss } from './ess.ts'
import { OID } from './oids.ts'
import type { PublicKey } from './public-key.ts'
import { checkSignature, digestName, isWeak, readScheme, verifyOptions, type DigestName, type Scheme } from './signature-algorithms.ts'
import { readTstInfo } from './tst-info.ts'

/** What the content must be, by the PDF's SubFilter (ISO 32000-2 Table 255). */
export type CmsForm = 'detached' | 'detached-ess' | 'sha1-inside' | 'timestamp'

export interface CmsResult {
  /** The content has the digest that the CMS states. */
  readonly intact: boolean
  /** The value was made over that statement with the key of `certificate`. */
  readonly cryptographyValid: boolean
  readonly reasons: readonly ReasonCode[]
  readonly certificate: Certificate | null
  readonly certificates: readonly Certificate[]
  /** `RSA-PKCS1-SHA256` and the like; null when not one of ours. */
  readonly algorithm: string | null
  readonly weak: boolean
  readonly signature: Uint8Array
  readonly timeStampToken: Uint8Array | null
  /** `signing-time` as the signer claims it; for a time-stamp token its own time. */
  readonly statedAt: number | null
  /** What it carries beside what is judged here, by object identifier. */
  readonly attributes: readonly CarriedAttribute[]
}

export interface CarriedAttribute { readonly oid: string; readonly signed: boolean }

export interface CmsQuestion {
  readonly cms: Uint8Array
  readonly form: CmsForm
  readonly content: () => AsyncIterable<Uint8Array>
  /** The content's digest, where the caller comes by it cheaper than by reading `content`. */
  readonly digestOf?: (algorithm: DigestName) => Promise<Uint8Array>
  /** For a timestamp over content that is not at hand: its digest, compared instead of `content`. */
  readonly imprint?: Uint8Array
}

/** Never throws for what the CMS contains: malformed is a result. Errors of reading the content pass through. */
export async function verifyCms(question: CmsQuestion): Promise<CmsResult> {
  const data = readOrNull(question.cms)
  const [signer] = data?.signers ?? []
  if (!data || !signer) return refused('signature.cms-malformed')
  // Two signers over one field would be two answers under one name (ETSI EN 319 142-1 §6.3: exactly one).
  if (data.signers.length > 1) return refused('signature.several-signers')
  try {
    return await judge(question, data, signer)
  } catch (error) {
    if (error instanceof DerError) return refused('signature.cms-malformed')
    throw error
  }
}

async function judge(question: CmsQuestion, data: SignedData, signer: SignerInfo): Promise<CmsResult> {
  const digest = digestName(signer.digestAlgorithm)
  const scheme = readScheme(signer.signatureAlgorithm, digest)
  const certificate = findSignerCertificate(data, signer)
  const reasons = new Set<ReasonCode>()
  // Nobody signed what stands there; it makes of one valid file as many as somebody likes.
  if (!data.isPadded) reasons.add('signature.contents-malformed')
  if (!digest || !scheme || (scheme.digest !== null && scheme.digest !== digest)) reasons.add('signature.algorithm-unsupported')
  const content = digest ? await checkContent(question, data, signer, digest) : []
  for (const reason of content) reasons.add(reason)
  for (const reason of essReasons(question.form, signer, certificate)) reasons.add(reason)
  const cryptographyValid = !reasons.has('signature.algorithm-unsupported') && await checkValue(question, { data, signer, scheme, certificate }, reasons)
  const token = signer.unsignedAttributes.get(OID.timeStampToken)?.[0]
  return {
    intact: digest !== null && content.length === 0, cryptographyValid, reasons: [...reasons], certificate, certificates: data.certificates,
    algorithm: scheme?.name ?? null, weak: scheme !== null && certificate !== null && (isWeak(scheme, certificate.publicKey) || digest === 'sha1' || question.form === 'sha1-inside'),
    signature: signer.signature, timeStampToken: token?.encoded ?? null, statedAt: statedTime(question.form, data, signer), attributes: carried(signer),
  }
}

/** A report that names hundreds names nothing. */
const MOST_CARRIED = 50
/** What every signature has, or what has a line of its own in the report. */
const JUDGED: ReadonlySet<string> = new Set([OID.contentType, OID.messageDigest, OID.signingCertificate, OID.signingCertificateV2])

function carried({ signedAttributes, unsignedAttributes }: SignerInfo): CarriedAttribute[] {
  const signed = [...signedAttributes?.values.keys() ?? []].filter(oid => !JUDGED.has(oid)).map(oid => ({ oid, signed: true }))
  // One timestamp is judged; of several only the first.
  const unsigned = [...unsignedAttributes].filter(([oid, values]) => oid !== OID.timeStampToken || values.length > 1).map(([oid]) => ({ oid, signed: false }))
  return [...signed, ...unsigned].slice(0, MOST_CARRIED)
}

function readOrNull(bytes: Uint8Array): SignedData | null {
  try {
    return readSignedData(bytes)
  } catch (error) {
    if (error instanceof DerError) return null
    throw error
  }
}

function refused(reason: ReasonCode): CmsResult {
  return {
    intact: false, cryptographyValid: false, reasons: [reason], certificate: null, certificates: [], algorithm: null, weak: false,
    signature: new Uint8Array(), timeStampToken: null, statedAt: null, attributes: [],
  }
}

/** Whether the document is what the CMS speaks of: the digest of §5.4, over the document or over what encapsulates its digest. */
async function checkContent(question: CmsQuestion, data: SignedData, signer: SignerInfo, digest: DigestName): Promise<ReasonCode[]> {
  const inside = question.form === 'sha1-inside' || question.form === 'timestamp'
  if (!inside && data.content !== null) return ['signature.attached-content']
  if (inside && data.content === null) return ['signature.cms-malformed']
  if (question.form === 'sha1-inside' && !equal(data.content, await digestOf('sha1', question))) return ['signature.digest-mismatch']
  if (question.form === 'timestamp' && !await imprintMatches(data, question)) return ['signature.imprint-mismatch']
  if (!signer.signedAttributes) {
    // Without attributes only plain data is signed (§5.3); the value itself then covers the content.
    return data.contentType === OID.data ? [] : ['signature.attribute-missing']
  }
  const { values } = signer.signedAttributes
  const type = values.get(OID.contentType)
  const stated = values.get(OID.messageDigest)
  if (type?.length !== 1 || stated?.length !== 1) return ['signature.attribute-missing']
  if (readOid(type[0]) !== data.contentType || (question.form === 'timestamp') !== (data.contentType === OID.tstInfo)) return ['signature.cms-malformed']
  const actual = data.content === null ? await digestOf(digest, question) : createHash(digest).update(data.content).digest()
  return equal(readOctets(stated[0]), actual) ? [] : ['signature.digest-mismatch']
}

async function imprintMatches(data: SignedData, question: CmsQuestion): Promise<boolean> {
  if (data.content === null || data.contentType !== OID.tstInfo) return false
  const { imprint, imprintAlgorithm } = readTstInfo(data.content)
  const algorithm = digestName(imprintAlgorithm)
  return algorithm !== null && equal(imprint, question.imprint ?? await digestOf(algorithm, question))
}

async function checkValue(question: CmsQuestion, parts: { data: SignedData; signer: SignerInfo; scheme: Scheme | null; certificate: Certificate | null }, reasons: Set<ReasonCode>): Promise<boolean> {
  const { data, signer, scheme, certificate } = parts
  if (!certificate) {
    reasons.add('signature.certificate-mismatch')
    return false
  }
  const signed = signer.signedAttributes?.signed ?? data.content
  const { publicKey } = certificate
  const check = signed
    ? checkSignature({ publicKey, scheme, data: signed, signature: signer.signature })
    : await checkOverStream({ publicKey, scheme, content: question.content(), signature: signer.signature })
  if (check !== 'valid') reasons.add(check === 'wrong' ? 'signature.value-wrong' : 'signature.algorithm-unsupported')
  return check === 'valid'
}

/** A value straight over the document (no signed attributes): the document must not have to fit into memory. */
async function checkOverStream(input: { publicKey: PublicKey; scheme: Scheme | null; content: AsyncIterable<Uint8Array>; signature: Uint8Array }): Promise<'valid' | 'wrong' | 'unsupported'> {
  const options = verifyOptions(input.publicKey, input.scheme)
  if (!options || !input.scheme?.digest) return 'unsupported'
  const verify = createVerify(input.scheme.digest)
  for await (const piece of input.content) verify.update(piece)
  try {
    return verify.verify(options, input.signature) ? 'valid' : 'wrong'
  } catch {
    return 'wrong' // openssl throws for values of a wrong shape
  }
}

function essReasons(form: CmsForm, signer: SignerInfo, certificate: Certificate | null): ReasonCode[] {
  const attributes = signer.signedAttributes?.values ?? new Map<string, readonly DerNode[]>()
  if (!hasEss(attributes)) return form === 'detached-ess' ? ['signature.attribute-missing'] : []
  return certificate && essMatches(attributes, certificate) ? [] : ['signature.certificate-mismatch']
}

/** The certificate that the signer names; of several with one serial the one that the signed attributes bind. */
function findSignerCertificate(data: SignedData, signer: SignerInfo): Certificate | null {
  const { id } = signer
  const named = data.certificates.filter(one => 'serial' in id
    ? one.serial === id.serial && one.issuer.key === id.issuerKey
    : one.extensions.subjectKeyId === id.subjectKeyId)
  const attributes = signer.signedAttributes?.values
  return named.find(one => attributes && hasEss(attributes) && essMatches(attributes, one)) ?? named[0] ?? null
}

function statedTime(form: CmsForm, data: SignedData, signer: SignerInfo): number | null {
  try {
    if (form === 'timestamp') return data.content && readTstInfo(data.content).at
    const time = signer.signedAttributes?.values.get(OID.signingTime)?.[0]
    return time ? readTime(time) : null
  } catch {
    return null // a claim that cannot be read claims nothing
  }
}

async function digestOf(algorithm: DigestName, question: CmsQuestion): Promise<Uint8Array> {
  if (question.digestOf) return question.digestOf(algorithm)
  const hash = createHash(algorithm)
  for await (const piece of question.content()) hash.update(piece)
  return hash.digest()
}

function equal(a: Uint8Array | null, b: Uint8Array): boolean {
  return a !== null && Buffer.compare(a, b) === 0
}
