import type { SignatureAlgorithm, Signer } from '../../shared/model/signer.ts'
import { ProblemError } from '../../shared/problem.ts'
import { DEFAULT_LIMITS } from '../pdf/limits.ts'
import { openPdf } from '../pdf/open.ts'
import { decodePng } from '../pdf/png.ts'
import { prepareSignature, type PreparedSignature } from '../pdf/signature-update.ts'
import type { Source } from '../pdf/source.ts'
import { parseCertificate, signingObstacle } from '../pki/certificate.ts'
import { assembleSignedData, buildSignedAttributes, estimateCmsSize } from '../pki/cms-sign.ts'
import { checkPermission } from './check-permission.ts'
import { decideTarget } from './decide-target.ts'
import { digestAround, hashOriginal } from './digest.ts'
import { lockFor, placeTarget } from './place-target.ts'
import { checkOwnOutput, type Judge } from './own-output.ts'
import { defaultAlgorithm, signAttributes } from './sign-value.ts'
import type { SigningWish } from './signing-wish.ts'
import { readSituation } from './situation.ts'

export interface SigningInputs extends SigningWish {
  readonly source: Source
  readonly signer: Signer
  /** The claimed signing time; the caller's clock. */
  readonly atMs: number
  readonly judge?: Judge | undefined
  /** For an encrypted document that the empty password does not open. */
  readonly password?: Uint8Array | undefined
}

/** What to append to the original, byte for byte, and which field now carries the signature. */
export interface SignedTail { readonly tail: Uint8Array; readonly field: string; readonly size: number; readonly algorithm: SignatureAlgorithm }

/**
 * Ký số: signs a document at level PAdES B-B (ETSI EN 319 142-1). The original is only read; the answer is the tail
 * that makes it a signed one, already read back and judged. Throws `pdf.*`, `certificate.*`, `token.*`.
 */
export async function signDocument(inputs: SigningInputs): Promise<SignedTail> {
  const { source, signer } = inputs
  checkCertificate(signer.certificate, inputs.atMs)
  const algorithm = inputs.algorithm ?? defaultAlgorithm(signer.certificate)
  const picture = inputs.image === undefined ? null : decodePng(inputs.image)
  const file = await openPdf(source, DEFAULT_LIMITS, inputs.password)
  const situation = await readSituation(file)
  const target = decideTarget(situation, { ...inputs, placed: inputs.placement !== undefined })
  checkPermission(file, target)
  const prepared = await prepareSignature(file, {
    target: await placeTarget(file, target, inputs), look: { picture }, contentsSize: estimateCmsSize(signer),
    description: { ...inputs, lock: await lockFor(file, situation, target, inputs.act) },
  })
  const original = await hashOriginal(source)
  const digest = digestAround(original, prepared.tail, prepared.contents)
  const signedAttributes = buildSignedAttributes({ digest, certificate: signer.certificate })
  const signature = await signAttributes(signer, signedAttributes, algorithm)
  const cms = assembleSignedData({ ...signer, signedAttributes, signature, algorithm })
  putContents(prepared, cms)
  if (Buffer.compare(digest, digestAround(original, prepared.tail, prepared.contents)) !== 0) throw new ProblemError('pdf.own-output-refused', { what: 'digest' })
  const field = target.kind === 'existing' ? target.field.name : target.name
  await checkOwnOutput({ original: file, tail: prepared.tail, fieldName: field, cms, earlier: situation.signatures }, inputs.judge)
  return { tail: prepared.tail, field, size: source.size + prepared.tail.length, algorithm }
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
