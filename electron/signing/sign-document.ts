import type { SignatureAlgorithm, Signer } from '../../shared/model/signer.ts'
import { type Problem, ProblemError } from '../../shared/problem.ts'
import { DEFAULT_LIMITS } from '../pdf/limits.ts'
import { openPdf } from '../pdf/open.ts'
import { seedValues } from '../pdf/seed-values.ts'
import { prepareSignature, type PreparedSignature } from '../pdf/signature-update.ts'
import type { Source } from '../pdf/source.ts'
import { certificateWords, parseCertificate, signingObstacle } from '../pki/certificate.ts'
import { assembleSignedData, buildSignedAttributes, estimateCmsSize } from '../pki/cms-sign.ts'
import { checkApproved } from './check-approved.ts'
import { decideSeed } from './decide-seed.ts'
import { digestAround, hashOriginal } from './digest.ts'
import { checkOwnOutput, type Judge } from './own-output.ts'
import { planAct } from './plan-act.ts'
import { defaultAlgorithm, signAttributes } from './sign-value.ts'
import { type RequestTimestamp, stampSignature, TOKEN_ROOM } from './stamp-signature.ts'
import type { SigningWish } from './signing-wish.ts'
import { readSituation } from './situation.ts'
import { tellDamage } from './tell-damage.ts'

export interface SigningInputs extends SigningWish {
  readonly source: Source
  readonly signer: Signer
  /** The claimed signing time; the caller's clock. */
  readonly atMs: number
  readonly judge?: Judge | undefined
  /** For an encrypted document that the empty password does not open. */
  readonly password?: Uint8Array | undefined
  /** Asks for a timestamp over the signature value; where it fails the document is signed without one. */
  readonly timestamp?: RequestTimestamp | undefined
}

/** What to append to the original, byte for byte, and which field now carries the signature. */
export interface SignedTail {
  readonly tail: Uint8Array
  readonly field: string
  /** Prepared text fields that were filled under the signature. */
  readonly filled: readonly string[]
  readonly size: number
  readonly algorithm: SignatureAlgorithm
  /** Whether the CMS carries a timestamp, and why not where one was asked for. */
  readonly timestamp: { readonly isThere: boolean; readonly problem: Problem | null }
}

/**
 * Ký số: signs a document at level PAdES B-B, with a timestamp B-T (ETSI EN 319 142-1). The original is only read; the answer is the tail
 * that makes it a signed one, already read back and judged. Throws `pdf.*`, `certificate.*`, `token.*`.
 */
export function signDocument(inputs: SigningInputs): Promise<SignedTail> {
  return tellDamage(inputs.source, () => signWhole(inputs))
}

async function signWhole(inputs: SigningInputs): Promise<SignedTail> {
  const { source, signer } = inputs
  checkCertificate(signer.certificate, inputs.atMs)
  const algorithm = inputs.algorithm ?? defaultAlgorithm(signer.certificate)
  const file = await openPdf(source, DEFAULT_LIMITS, inputs.password)
  const situation = await readSituation(file)
  if (inputs.act === 'issue') checkApproved(situation, await inputs.judge?.(source) ?? null)
  const plan = await planAct({ file, situation, wish: inputs, atMs: inputs.atMs, signer: certificateWords(parseCertificate(signer.certificate)) })
  const { target } = plan
  const field = target.kind === 'existing' ? target.field.name : target.name
  const signatures = situation.signatures.filter(({ signature }) => signature !== null).length
  const seed = target.kind === 'existing' ? await seedValues(file, target.field.dict) : null
  const settled = decideSeed(seed, { ...inputs, field, signatures }, signer)
  const prepared = await prepareSignature(file, {
    ...plan, contentsSize: estimateCmsSize(signer) + (inputs.timestamp === undefined ? 0 : TOKEN_ROOM), description: { ...inputs, ...settled, lock: plan.lock },
  })
  const original = await hashOriginal(source)
  const digest = digestAround(original, prepared.tail, prepared.contents)
  const signedAttributes = buildSignedAttributes({ digest, certificate: signer.certificate })
  const signature = await signAttributes(signer, signedAttributes, algorithm)
  const stamped = await stampSignature(signature, inputs.timestamp)
  if (seed?.timestamp === true && stamped.token === undefined) throw new ProblemError('pdf.seed-value', { field, what: 'TimeStamp' })
  const cms = assembleSignedData({ ...signer, signedAttributes, signature, algorithm, timestamp: stamped.token })
  putContents(prepared, cms)
  if (Buffer.compare(digest, digestAround(original, prepared.tail, prepared.contents)) !== 0) throw new ProblemError('pdf.own-output-refused', { what: 'digest' })
  await checkOwnOutput({ original: file, tail: prepared.tail, fieldName: field, cms, earlier: situation.signatures }, inputs.judge)
  return { tail: prepared.tail, field, filled: plan.fills.map(fill => fill.field.name), size: source.size + prepared.tail.length, algorithm, timestamp: { isThere: stamped.token !== undefined, problem: stamped.problem } }
}

function putContents({ tail, contents }: PreparedSignature, cms: Uint8Array): void {
  const room = (contents.length - 2) / 2
  if (cms.length > room) throw new ProblemError('pdf.contents-too-small', { needed: cms.length, room })
  const view = Buffer.from(tail.buffer, tail.byteOffset, tail.length)
  view.write(Buffer.from(cms).toString('hex'), contents.from + 1, 'latin1')
}

function checkCertificate(certificate: Uint8Array, atMs: number): void {
  const obstacle = signingObstacle(parseCertificate(certificate), atMs)
  if (obstacle !== null) throw new ProblemError(obstacle)
}
