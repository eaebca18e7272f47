import { ProblemError } from '../../shared/problem.ts'
import { certificateWords, parseCertificate } from '../pki/certificate.ts'
import { appendedHashed } from './digest.ts'
import { prepareDocument, type PreparedTail } from './prepare-document.ts'
import { signDocument, type SignedTail, type SigningInputs } from './sign-document.ts'

/**
 * Ký duyệt for a paper that will be numbered and sealed: where nobody has prepared the clerk's fields and the paper has
 * the lines for them, they are made in the same tail, before the leader's signature. Any other paper is signed as it is.
 */
export async function signForIssue(inputs: SigningInputs & { readonly sealMm?: number | undefined }): Promise<SignedTail> {
  const fields = await fieldsFor(inputs)
  if (fields === null) return signDocument(inputs)
  const signed = await signDocument({ ...inputs, source: appendedHashed(inputs.source, fields.tail), placement: undefined })
  return { ...signed, tail: Buffer.concat([fields.tail, signed.tail]) }
}

async function fieldsFor({ source, signer, placement, name, password, sealMm, act, fieldName, certify }: SigningInputs & { readonly sealMm?: number | undefined }): Promise<PreparedTail | null> {
  if (act !== 'approve' || fieldName !== undefined || certify !== undefined) return null
  const signerName = name ?? certificateWords(parseCertificate(signer.certificate)).name
  try {
    return await prepareDocument({ source, places: placement === undefined ? {} : { signature: placement }, signerName, password, sealMm })
  } catch (error) {
    // No such lines, signed already, prepared already, damaged: signing itself says what is wrong, if anything is.
    if (error instanceof ProblemError) return null
    throw error
  }
}
