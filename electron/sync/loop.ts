import { ProblemError } from '../../shared/problem.ts'
import { openRows } from '../store/outbox.ts'
import { rememberedAccounts } from './accounts.ts'
import { createAlarm } from './alarm.ts'
import { backoffMs } from './backoff.ts'
import { heldOutboxIds } from '../store/upgrades.ts'
import { decideNext } from './decide-next.ts'
import { createEar } from './ear.ts'
import { type SyncInputs, syncPass, type SyncResult } from './pass.ts'
import { createProgress, type SyncEvents, type SyncState } from './progress.ts'

export interface Sync {
  /** One pass; a second call while one runs waits for it and then makes its own. */
  pass(): Promise<SyncResult>
  /**
   * Syncs until `stop`: at once, on every push, when a waiting row becomes due, and by polling where there is no push.
   * After a refused password or certificate it waits for a person: trying on by itself would lock the account. `onPass`
   * is told how each pass ended.
   */
  run(onPass?: (end: PassEnd) => void): Promise<void>
  /** Something was put into the outbox, or the network came back: do not wait. */
  poke(): void
  /** A person asks for a sync: also after a refused password. */
  tryNow(): void
  /** Polls every 15 s instead of every minute, offline too, while the window is in front. */
  setFocus(hasFocus: boolean): void
  stop(): Promise<void>
  state(): SyncState
}

/** What a pass did, or why it could not. */
export type PassEnd = { readonly result: SyncResult } | { readonly error: unknown }

const POLL_MS = 60_000
const POLL_FOCUSED_MS = 15_000
/** With a stream the clock is only a second belt: a push may be lost with a proxy's connection. */
const POLL_BESIDE_STREAM_MS = 300_000
const NEEDS_PERSON: readonly string[] = ['province.wrong-password', 'province.certificate']

/** The engine over one profile and one province; see `pass.ts` for what a pass does and throws. */
export function createSync(inputs: SyncInputs, events: SyncEvents): Sync {
  const { random, sleep } = inputs
  const stopping = new AbortController()
  const stopped = stopping.signal
  const progress = createProgress(inputs, events)
  const alarm = createAlarm({ sleep, stopped })
  const ear = createEar({ ...inputs, stopped, onPush: alarm.poke })
  const held = { turn: Promise.resolve() as Promise<unknown>, isFocused: false }

  async function passOnce(): Promise<SyncResult> {
    progress.begin()
    try {
      const result = await syncPass(inputs, progress.page, stopped)
      progress.end(result)
      return result
    } catch (error) {
      progress.fail(error)
      throw error
    }
  }
  function pass(): Promise<SyncResult> {
    const mine = held.turn.then(passOnce, passOnce)
    held.turn = mine.catch(() => {}) // its caller has the failure; the next in the queue only waits for the end
    return mine
  }
  async function run(onPass: (end: PassEnd) => void = () => {}): Promise<void> {
    let failures = 0
    while (!stopped.aborted) {
      alarm.arm()
      const ended = await pass().then(result => ({ result }), (error: unknown) => ({ error }))
      onPass(ended)
      const end = 'result' in ended ? endOf(ended.result) : endOfFailed(ended.error)
      if (stopped.aborted) return
      failures = end.kind === 'well' ? 0 : failures + 1
      if (end.kind === 'needs-person') await alarm.untilWoken()
      else if (end.kind === 'offline') await alarm.rest(Math.max(end.notBeforeMs, Math.min(backoffMs(failures, random), held.isFocused ? POLL_FOCUSED_MS : Infinity)))
      else {
        ear.open()
        const pollMs = ear.isOpen() ? POLL_BESIDE_STREAM_MS : held.isFocused ? POLL_FOCUSED_MS : POLL_MS
        await alarm.rest(Math.min(pollMs, untilDueMs(inputs), ear.opensInMs()))
      }
    }
  }
  return {
    pass, run, poke: alarm.poke, tryNow: alarm.wake, state: progress.state,
    setFocus: hasFocus => { held.isFocused = hasFocus },
    stop: async () => {
      stopping.abort()
      await held.turn
    },
  }
}

type End = { readonly kind: 'well' } | { readonly kind: 'offline', readonly notBeforeMs: number } | { readonly kind: 'needs-person' }

/** A province that says when to come back is not asked before. */
function endOf({ offline, problem }: SyncResult): End {
  return offline ? { kind: 'offline', notBeforeMs: Number(problem?.facts['retryAfterMs'] ?? 0) } : { kind: 'well' }
}

function endOfFailed(error: unknown): End {
  return needsPerson(error) ? { kind: 'needs-person' } : { kind: 'offline', notBeforeMs: 0 }
}

/** A refused password or certificate: trying on by itself helps nobody. */
export function needsPerson(error: unknown): boolean {
  return error instanceof ProblemError && NEEDS_PERSON.includes(error.code)
}

/** How long until the next waiting row may go; Infinity when none waits for time. */
function untilDueMs({ store, now }: SyncInputs): number {
  const account = rememberedAccounts(store.db)?.account
  const wakeAt = account === undefined ? null : decideNext(openRows(store.db, account), now(), heldOutboxIds(store.db, account)).wakeAt
  return wakeAt === null ? Infinity : Math.max(0, wakeAt - now())
}
