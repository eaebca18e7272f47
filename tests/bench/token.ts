import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { findEntries } from '../../electron/core/entries.ts'
import { spawnNodeToken } from '../../electron/token/spawn-node.ts'
import { superviseTokens } from '../../electron/token/supervisor.ts'
import { makeCertificate } from '../helpers/certificates.ts'
import { makeSoftHsm, softHsmModule } from '../helpers/softhsm.ts'
import { BENCH_NOW } from './bench-profile.ts'
import { type Figure, makeFigure, percentile, took } from './figure.ts'

const ROUNDS = 7
/** As it is delivered where it has been built; the development tree pays for reading TypeScript. */
const BUILT = fileURLToPath(new URL('../../dist/token.js', import.meta.url))
export const TOKEN_ENTRY = existsSync(BUILT) ? BUILT : findEntries().token
/** No TypeScript: Node would spend half its start on stripping it. */
const BARE = fileURLToPath(new URL('token-bare.mjs', import.meta.url))

/** From nothing to certificates, in a new process each time, against a Node that only says that it runs. */
export async function bench(): Promise<Figure[]> {
  if (softHsmModule() === null) return []
  const hsm = makeSoftHsm([await makeCertificate({ subject: 'CN=Đo' })])
  const [ours, baseline]: [number[], number[]] = [[], []]
  try {
    for (let round = 0; round <= ROUNDS; round++) {
      const bare = await took(startBare)
      const tokens = superviseTokens({ spawnToken: module => spawnNodeToken({ entry: TOKEN_ENTRY, env: { ...process.env, ...hsm.env } }, module), now: () => BENCH_NOW, requestId: randomUUID })
      const started = await took(() => tokens.list(hsm.module))
      tokens.close()
      // The first round only warms the caches.
      if (round > 0) baseline.push(bare)
      if (round > 0) ours.push(started)
    }
  } finally {
    hsm.remove()
  }
  return [makeFigure({ name: 'token process to certificates : bare Node', ours: percentile(ours, 0.5), baseline: percentile(baseline, 0.5), goal: 2, unit: 'ms', n: ROUNDS })]
}

function startBare(): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const child = fork(BARE, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] })
    child.once('message', resolve)
    child.once('error', reject)
  })
}
