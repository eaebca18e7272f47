import { expandTemplate, type Session } from '../../shared/protocol/session.ts'
import { ProblemError } from '../../shared/problem.ts'
import { type Credentials, type HttpInputs, send } from './http.ts'
import { bodyPieces } from './read-body.ts'

export interface RemoteBlob { readonly blobId: string, readonly name: string, readonly type: string }
export interface Download {
  /** Where the bytes begin: what was asked for, or 0 when the server sent the whole file after all; then what is held must go. */
  readonly from: number
  readonly pieces: AsyncGenerator<Uint8Array>
}

/**
 * A file from byte `from` on (RFC 8620 §6.2). If-Range guards against another file under the same name: then, and on
 * servers that know no ranges, the whole file comes. `blob.not-here` when the server has no such file.
 */
export async function download(inputs: HttpInputs, credentials: Credentials, session: Session, accountId: string, blob: RemoteBlob, from: number): Promise<Download> {
  const url = new URL(expandTemplate(session.downloadUrl, { accountId, blobId: blob.blobId, name: blob.name, type: blob.type }))
  const range: Record<string, string> = from === 0 ? {} : { range: `bytes=${from}-`, 'if-range': `"${blob.blobId}"` }
  // A compressed answer has ranges of its own, and PDFs gain nothing.
  const { response } = await send(inputs, credentials, url, { headers: { 'accept-encoding': 'identity', ...range } }).catch((error: unknown) => { throw asMissing(error) })
  return { from: response.status === 206 ? startOf(response) : 0, pieces: bodyPieces(response) }
}

/** `Content-Range: bytes 65536-99999/100000` (RFC 9110 §14.4). A 206 that does not say where it begins cannot be used. */
function startOf(response: Response): number {
  const start = /^bytes (\d{1,15})-/.exec(response.headers.get('content-range') ?? '')?.[1]
  if (start === undefined) throw new ProblemError('province.server-failed', { what: 'content-range' })
  return Number(start)
}

function asMissing(error: unknown): unknown {
  const isMissing = error instanceof ProblemError && error.code === 'province.not-jmap' && error.facts['status'] === 404
  return isMissing ? new ProblemError('blob.not-here', {}, { cause: error }) : error
}
