import { createHash } from 'node:crypto'
import { ProblemError, toProblem } from '../../shared/problem.ts'
import type { Problem } from '../../shared/problem.ts'
import { chooseCertificate, judgeAll, tokensWanted } from './certificate/choose-certificate.ts'
import type { JudgedCertificate, Wanted } from './certificate/choose-certificate.ts'
import type { Connection } from './connection.ts'
import type { TokenState } from './key-source.ts'

/** A token and its certificates; null where nothing can be read before the PIN. */
export interface TokenSeen {
  /** The same for the same token behind the same module; says nothing of paths. */
  readonly tokenId: string
  readonly token: TokenState
  readonly certificates: readonly JudgedCertificate[] | null
  /** Why its certificates could not be read though nothing is wanted first. */
  readonly problem: Problem | null
}

export interface SeeInputs { readonly module: string; readonly at: number; readonly deadlineMs: number }

/** A token that cannot be read hides no other of the same driver; a driver that died is thrown. */
export async function seeTokens(connection: Connection, inputs: SeeInputs): Promise<TokenSeen[]> {
  const seen: TokenSeen[] = []
  for (const token of await connection.request('tokens', {}, inputs.deadlineMs)) {
    const tokenId = tokenIdOf(inputs.module, token)
    try {
      seen.push({ tokenId, token, certificates: await certificatesOf(connection, token, inputs), problem: null })
    } catch (error) {
      if (!connection.isOpen()) throw error
      seen.push({ tokenId, token, certificates: null, problem: toProblem(error) })
    }
  }
  return seen
}

/** The certificates of one token, judged as of `at`. */
export async function certificatesOf(connection: Connection, { slot }: TokenState, { at, deadlineMs }: SeeInputs): Promise<JudgedCertificate[] | null> {
  try {
    return judgeAll(await connection.request('certificates', { slot }, deadlineMs), at)
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'token.pin-wanted') return null
    throw error
  }
}

/**
 * Which token is to be opened, and with which certificate where that is known before the PIN: a PIN must never reach
 * another token. Without a visible certificate only a token that stands alone, or was named, is opened.
 */
export function decideToken(seen: readonly TokenSeen[], wanted: Wanted): { chosen: TokenSeen; certificate: JudgedCertificate | null } {
  const named = tokensWanted(seen, wanted)
  const left = named.filter(({ problem }) => problem === null)
  if (left.length === 0) throw asError(named[0]!.problem!)
  const readable = left.flatMap(each => (each.certificates !== null && each.certificates.length > 0 ? [{ ...each, certificates: each.certificates }] : []))
  if (readable.length > 0) {
    const { token, certificate } = chooseCertificate(readable, wanted)
    return { chosen: left.find(each => each.token.slot === token.slot)!, certificate }
  }
  if (left.length > 1) throw new ProblemError('token.ambiguous', { count: left.length })
  return { chosen: left[0]!, certificate: null }
}

function asError({ code, facts }: Problem): ProblemError {
  return new ProblemError(code, facts)
}

export function tokenIdOf(module: string, { serial, label }: TokenState): string {
  return createHash('sha256').update(`${module}\0${serial}\0${label}`).digest('hex').slice(0, 32)
}
