import type { SignatureLevel } from '../../shared/model/signature-level.ts'
import { memorySource } from '../../electron/pdf/source.ts'
import { signAtLevel } from '../../electron/signing/sign-at-level.ts'
import type { AuthorityServer } from './authority-server.ts'
import { makeTrust, signerOf } from './make-trust.ts'

/** The PDF signed by the server's officer at a level, at a moment; throws where the level is not reached. */
export async function makeRaisedPdf(pdf: Uint8Array, { server, level, at }: { readonly server: AuthorityServer; readonly level: SignatureLevel; readonly at: number }): Promise<Buffer> {
  const signed = await signAtLevel({ source: memorySource(pdf), signer: signerOf(server.officer), atMs: at, act: 'plain', level, services: makeTrust(server, () => at) })
  if (signed.level !== level) throw new Error(`${signed.level} instead of ${level}`)
  return Buffer.concat([pdf, signed.tail])
}
