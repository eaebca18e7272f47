import { parseArgs } from 'node:util'
import { bench as batch } from './batch.ts'
import { bench as firstSync } from './first-sync.ts'
import type { Figure } from './figure.ts'
import { bench as idleMemory } from './idle-memory.ts'
import { bench as judgeQueue } from './judge-queue.ts'
import { bench as lists } from './lists.ts'
import { bench as revocationList } from './revocation-list.ts'
import { bench as seedStart } from './seed-start.ts'
import { bench as signLarge } from './sign-large.ts'
import { bench as signPeers } from './sign-peers.ts'
import { bench as validate } from './validate.ts'
import { bench as token } from './token.ts'

/** `npm run bench` (cli.md, "Benchmarks"): a figure short of its goal is printed, not hidden, and does not fail the run. */
const BENCHES: Readonly<Record<string, () => Promise<Figure[]>>> = { lists, 'first-sync': firstSync, 'sign-large': signLarge, 'sign-peers': signPeers, 'seed-start': seedStart, validate, 'revocation-list': revocationList, 'idle-memory': idleMemory, 'judge-queue': judgeQueue, token, batch }

const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'boolean', default: false } } })
const { only, json } = values
if (only !== undefined && !Object.hasOwn(BENCHES, only)) {
  console.error(`no bench ${only}; there are ${Object.keys(BENCHES).join(', ')}`)
  process.exit(2)
}
for (const [name, bench] of Object.entries(BENCHES)) {
  if (only !== undefined && only !== name) continue
  for (const figure of await bench()) console.log(json ? JSON.stringify(figure) : lineOf(figure))
}
// A bench may leave a socket or a worker behind; what there was to say is said.
process.exit(0)

function lineOf({ name, ours, baseline, ratio, goal, unit, n }: Figure): string {
  const verdict = ratio <= goal ? 'reached' : 'SHORT'
  return `${name.padEnd(42)} ${ours.toFixed(2).padStart(10)} ${unit.padEnd(7)} baseline ${baseline.toFixed(2).padStart(10)}  ratio ${ratio.toFixed(2).padStart(6)}  goal ≤ ${String(goal).padEnd(4)} ${verdict.padEnd(8)} n=${n}`
}
