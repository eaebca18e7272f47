import type { StatusState } from './status.ts'

export type TokenWord = 'looking' | 'absent' | 'ready' | 'locked' | 'trouble'

type Seen = Extract<StatusState['tokens'], { kind: 'ready' }>['value']['tokens'][number]

/** A certificate file shows nothing before its PIN: it may sign until the opposite is known. */
export function maySign(token: Seen): boolean {
  return !token.locked && (token.certificates.length === 0 || token.certificates.some(({ problem }) => problem === null))
}

/** The signing device in one word, for the foot of the rail. Pure. */
export function tokenWord(tokens: StatusState['tokens']): TokenWord {
  if (tokens.kind === 'loading') return 'looking'
  if (tokens.kind === 'failed') return tokens.problem.code === 'token.absent' || tokens.problem.code === 'token.module-missing' ? 'absent' : 'trouble'
  const { tokens: seen, problems } = tokens.value
  if (seen.some(maySign)) return 'ready'
  if (seen.some(token => token.locked)) return 'locked'
  if (seen.length > 0) return 'trouble'
  const real = problems.filter(({ problem }) => problem.code !== 'token.absent' && problem.code !== 'token.module-missing')
  return real.length > 0 ? 'trouble' : 'absent'
}
