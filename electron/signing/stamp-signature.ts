import { createHash } from 'node:crypto'
import { type Problem, ProblemError, toProblem } from '../../shared/problem.ts'
import type { RequestTimestamp } from '../pki/evidence.ts'

export type { RequestTimestamp }

/** What Contents keeps free for a token with its TSA's chain: VGCA's have about 6 KB. */
export const TOKEN_ROOM = 12 * 1024

/** A token, or why there is none. */
export type Stamp = { readonly token: Uint8Array; readonly problem: null } | { readonly token: undefined; readonly problem: Problem | null }

/** Dấu thời gian của chữ ký: over the signature value (RFC 3161 App. A). A TSA that fails never stops a signature: the document goes on without. */
export async function stampSignature(signature: Uint8Array, request: RequestTimestamp | undefined): Promise<Stamp> {
  if (request === undefined) return { token: undefined, problem: null }
  const stamp = await stampDigest(createHash('sha256').update(signature).digest(), request)
  if (stamp.token !== undefined && stamp.token.length > TOKEN_ROOM - HEADERS) return { token: undefined, problem: { code: 'timestamp.too-large', facts: { limit: TOKEN_ROOM } } }
  return stamp
}

/** Asks for a token; a problem of the TSA comes back as one, everything else is thrown. */
export async function stampDigest(digest: Uint8Array, request: RequestTimestamp): Promise<Stamp> {
  try {
    return { token: await request(digest), problem: null }
  } catch (error) {
    if (!(error instanceof ProblemError) || !error.code.startsWith('timestamp.')) throw error
    return { token: undefined, problem: toProblem(error) }
  }
}

/** Of the attribute and the longer lengths around it. */
const HEADERS = 64
