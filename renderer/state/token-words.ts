import type { Problem } from '../../shared/problem.ts'
import type { StatusState } from './status.ts'

export type TokenWord = 'looking' | 'absent' | 'ready' | 'locked' | 'trouble'

type Seen = Extract<StatusState['tokens'], { kind: 'ready' }>['value']['tokens'][number]

/** A certificate file shows nothing before its PIN: it may sign until the opposite is known. */
export function maySign(token: Seen): boolean {
  return !token.locked && (token.certificates.length === 0 || token.certificates.some(({ problem }) => problem === null))
}

/** Drivers that are not on this PC, or find no token, are nothing to tell: most PCs have none of most vendors. */
const NOTHING_TO_TELL: readonly string[] = ['token.absent', 'token.module-missing']

/** What keeps everything that is there from signing; null where nothing is there. Pure. */
export function whyNoToken(tokens: StatusState['tokens']): Problem | null {
  if (tokens.kind === 'failed') return tokens.problem
  if (tokens.kind === 'loading') return null
  const locked = tokens.value.tokens.find(token => token.locked)
  if (locked) return { code: 'token.pin-locked', facts: { token: locked.label } }
  if (tokens.value.tokens.length > 0) return { code: 'token.no-certificate', facts: {} }
  return tokens.value.problems.find(({ problem }) => !NOTHING_TO_TELL.includes(problem.code))?.problem ?? null
}

/** The signing device in one word, for the foot of the rail. Pure. */
export function tokenWord(tokens: StatusState['tokens']): TokenWord {
  if (tokens.kind === 'loading') return 'looking'
  if (tokens.kind === 'failed') return NOTHING_TO_TELL.includes(tokens.problem.code) ? 'absent' : 'trouble'
  const { tokens: seen, problems } = tokens.value
  if (seen.some(maySign)) return 'ready'
  if (seen.some(token => token.locked)) return 'locked'
  if (seen.length > 0) return 'trouble'
  return problems.some(({ problem }) => !NOTHING_TO_TELL.includes(problem.code)) ? 'trouble' : 'absent'
}
