import { toProblem } from '../../shared/problem.ts'
import type { Recheck } from '../store/rechecks.ts'
import { createAlarm } from '../sync/alarm.ts'
import type { Log } from './log.ts'

export interface RechecksInputs {
  readonly due: (before: number, limit: number) => readonly Recheck[]
  /** Judges the file again and notes that it was asked about now; true when nothing is open any more. */
  readonly recheck: (one: Recheck) => Promise<boolean>
  readonly now: () => number
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  readonly log: Log
}

/** Kiểm tra lại khi có mạng: asks about what was left open, few at once and never while the network is away. */
export interface Rechecks {
  run(): void
  /** Something new is open. */
  poke(): void
  /** What was asked in vain before is due at once. */
  networkIsBack(): void
  networkIsAway(): void
  /** All that is due, once; answers how many were settled. */
  once(): Promise<number>
  stop(): Promise<void>
}

/** Services have their bad minutes; nobody is asked about one file more often than this. */
const RETRY_MS = 10 * 60_000
const AT_ONCE = 2
/** As many in a row without an answer: the services are away though the province is there. */
const MOST_SILENT = 6

export function createRechecks({ due, recheck, now, sleep, log }: RechecksInputs): Rechecks {
  const stopping = new AbortController()
  const alarm = createAlarm({ sleep, stopped: stopping.signal })
  const held = { isAway: false, backAt: 0, running: Promise.resolve() }

  async function attempt(one: Recheck): Promise<boolean> {
    return recheck(one).catch((error: unknown) => {
      log.failure('recheck', toProblem(error), error)
      return false
    })
  }

  async function once(): Promise<number> {
    let [settled, silent] = [0, 0]
    const since = now()
    while (!held.isAway && silent < MOST_SILENT && !stopping.signal.aborted) {
      // What this very round has asked about is not asked again in it.
      const rows = due(Math.min(since - 1, Math.max(held.backAt, since - RETRY_MS)), AT_ONCE)
      if (rows.length === 0) break
      const done = (await Promise.all(rows.map(attempt))).filter(Boolean).length
      settled += done
      silent = done > 0 ? 0 : silent + rows.length
    }
    return settled
  }

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      alarm.arm()
      // A store that is closed for a moment (another process asked for it) must end neither this loop nor the core.
      await once().catch((error: unknown) => log.failure('recheck', toProblem(error), error))
      await alarm.rest(RETRY_MS)
    }
  }

  return {
    once,
    run: () => { held.running = loop() },
    poke: alarm.poke,
    networkIsAway: () => { held.isAway = true },
    networkIsBack() {
      held.isAway = false
      held.backAt = now()
      alarm.poke()
    },
    async stop() {
      stopping.abort()
      await held.running
    },
  }
}
