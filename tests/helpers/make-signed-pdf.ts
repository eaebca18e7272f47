import type { Signer } from '../../shared/model/signer.ts'
import { memorySource } from '../../electron/pdf/source.ts'
import { signDocument, type SigningInputs } from '../../electron/signing/sign-document.ts'

/** 24 November 2026, 09:00 in Vietnam. */
export const SIGNED_AT = Date.parse('2026-11-24T09:00:00+07:00')

/** The document signed by the product's own signing. */
export async function makeSignedPdf(pdf: Uint8Array, signer: Signer, wish: Partial<SigningInputs> = {}): Promise<Uint8Array> {
  const { tail } = await signDocument({ source: memorySource(pdf), signer, atMs: SIGNED_AT, act: 'plain', ...wish })
  return Buffer.concat([pdf, tail])
}
