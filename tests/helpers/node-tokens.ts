import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type { Deadlines } from '../../electron/token/deadlines.ts'
import { spawnNodeToken } from '../../electron/token/spawn-node.ts'
import { superviseTokens } from '../../electron/token/supervisor.ts'
import type { Tokens } from '../../electron/token/supervisor.ts'
import type { TokenProcess } from '../../electron/token/token-process.ts'

export interface NodeTokens extends Tokens {
  /** Every process that was started, oldest first. */
  readonly started: readonly TokenProcess[]
}

export interface NodeTokensWish {
  readonly env?: Readonly<Record<string, string>>
  readonly now?: () => number
  readonly deadlines?: Partial<Deadlines>
  readonly onChanged?: () => void
}

const HOST = fileURLToPath(new URL('../../electron/token/host.ts', import.meta.url))

/** The supervisor over real token processes of plain Node; the clock stands in November 2026. */
export function makeNodeTokens({ env = {}, now = () => Date.UTC(2026, 10, 24), deadlines = {}, onChanged }: NodeTokensWish = {}): NodeTokens {
  const started: TokenProcess[] = []
  const tokens = superviseTokens({
    spawnToken: module => {
      const token = spawnNodeToken({ entry: HOST, env: { ...process.env, ...env } }, module)
      started.push(token)
      return token
    },
    now, deadlines, requestId: randomUUID, ...(onChanged === undefined ? {} : { onChanged }),
  })
  return { ...tokens, started }
}
