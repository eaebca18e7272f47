/** The loop: bytes are damaged, read, and kept for more damage where they led to an answer that was not seen before. */
import { createHash } from 'node:crypto'
import { createRandom } from './random.ts'
import type { Target } from './target.ts'

export interface Find { readonly target: string; readonly seed: number; readonly message: string; readonly bytes: Uint8Array; readonly grownFrom: Uint8Array }
export interface Tally { readonly cases: number; readonly answers: number; readonly slowestMs: number; readonly spentMs: number }

export interface FuzzWish {
  readonly targets: readonly Target[]
  readonly seconds: number
  readonly seed: number
  readonly now: () => number
  /** Told before every case, so that a watcher knows what a hang was made of. */
  readonly onCase?: (target: string, bytes: Uint8Array) => void
}

/** A case that takes longer than this is a find: the product has ten seconds for a file a hundred times as large. */
const SLOW_MS = 3_000
/** What is kept for more damage, a target. */
const MOST_KEPT = 400

interface Kept { readonly bytes: Uint8Array; readonly seed: Uint8Array }

/** Runs all targets, each for its share, until the time is over. A find does not end the run; each message is told once. */
export async function fuzz({ targets, seconds, seed, now, onCase }: FuzzWish): Promise<{ finds: Find[]; tallies: Map<string, Tally> }> {
  const end = now() + seconds * 1_000
  const finds = new Map<string, Find>()
  const tallies = new Map<string, Tally>()
  const pools = new Map(targets.map(target => [target.name, target.seeds.map((bytes): Kept => ({ bytes, seed: bytes }))]))
  const answers = new Map(targets.map(target => [target.name, new Set<string>()]))
  for (let count = 0; now() < end; count += 1) {
    const target = laziest(targets, tallies)
    const pool = pools.get(target?.name ?? '')
    if (!target || !pool) break
    const began = now()
    const caseSeed = seed + count
    const random = createRandom(Math.imul(caseSeed, 2_654_435_761))
    const from = random.pick(pool)
    let bytes = from.bytes
    for (let times = 1 + random.below(4); times > 0; times -= 1) bytes = target.mutate(bytes, random)
    onCase?.(target.name, bytes)
    const started = now()
    const { answer, fault } = await oneCase(target, bytes, from.seed)
    const tookMs = now() - started
    const message = fault ?? (tookMs > SLOW_MS ? `took ${Math.round(tookMs / 1_000)} s` : null)
    if (message !== null) finds.set(`${target.name} ${message.slice(0, 80)}`, { target: target.name, seed: caseSeed, message, bytes, grownFrom: from.seed })
    const known = answers.get(target.name) ?? new Set()
    if (answer !== null && !known.has(answer)) {
      known.add(answer)
      pool.push({ bytes, seed: from.seed })
      if (pool.length > MOST_KEPT) pool.splice(target.seeds.length, 1)
    }
    const before = tallies.get(target.name)
    tallies.set(target.name, { cases: (before?.cases ?? 0) + 1, answers: known.size, slowestMs: Math.max(before?.slowestMs ?? 0, tookMs), spentMs: (before?.spentMs ?? 0) + now() - began })
  }
  return { finds: [...finds.values()], tallies }
}

/** The one with the least time for its weight so far: a fast reader gets more cases, a slow one no less time. */
function laziest(targets: readonly Target[], tallies: ReadonlyMap<string, Tally>): Target | undefined {
  const spent = ({ name, weight }: Target): number => (tallies.get(name)?.spentMs ?? 0) / weight
  return targets.toSorted((a, b) => spent(a) - spent(b))[0]
}

async function oneCase(target: Target, bytes: Uint8Array, seed: Uint8Array): Promise<{ answer: string | null; fault: string | null }> {
  try {
    return { answer: await target.run(bytes, seed), fault: null }
  } catch (error) {
    return { answer: null, fault: error instanceof Error ? `${error.name}: ${error.message}\n${error.stack ?? ''}` : String(error) }
  }
}

/** The name under which a find is kept: its target and the bytes themselves. */
export function findName({ target, bytes }: Pick<Find, 'target' | 'bytes'>): string {
  return `${target}-${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}.bin`
}
