import { type Problem, ProblemError } from '../../shared/problem.ts'
import { prepareDocumentTimestamp } from '../pdf/document-timestamp.ts'
import type { SecurityStore } from '../pdf/dss.ts'
import type { PdfFile } from '../pdf/open.ts'
import { listSignatureFields } from '../pdf/signature-fields.ts'
import { checkOwnOutput } from './own-output.ts'
import { digestAround, hashOriginal } from './digest.ts'
import { type RequestTimestamp, stampDigest, TOKEN_ROOM } from './stamp-signature.ts'

export type Timestamped = { readonly section: Uint8Array; readonly problem: null } | { readonly section: null; readonly problem: Problem }

/**
 * A section with a document timestamp over everything before it, and over the evidence that goes along; the TSA's problem
 * where it gives none. A token that is larger than expected costs a second request.
 */
export async function appendTimestamp(file: PdfFile, request: RequestTimestamp, evidence?: SecurityStore): Promise<Timestamped> {
  const original = await hashOriginal(file.source)
  const earlier = await listSignatureFields(file)
  for (let room = TOKEN_ROOM; ; ) {
    const prepared = await prepareDocumentTimestamp(file, { contentsSize: room, evidence })
    const { token, problem } = await stampDigest(digestAround(original, prepared.tail, prepared.contents), request)
    if (token === undefined) return { section: null, problem: problem ?? { code: 'timestamp.none-configured', facts: {} } }
    if (token.length <= room) {
      const view = Buffer.from(prepared.tail.buffer, prepared.tail.byteOffset, prepared.tail.length)
      view.write(Buffer.from(token).toString('hex'), prepared.contents.from + 1, 'latin1')
      await checkOwnOutput({ original: file, tail: prepared.tail, fieldName: prepared.field, cms: token, earlier })
      return { section: prepared.tail, problem: null }
    }
    if (room > TOKEN_ROOM) throw new ProblemError('pdf.contents-too-small', { needed: token.length, room })
    room = token.length + TOKEN_ROOM
  }
}
