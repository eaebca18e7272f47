import { type Problem, toProblem } from '../../shared/problem.ts'
import { fillPagesLeft, lastSyncAt } from '../store/sync-state.ts'
import { openRows } from '../store/outbox.ts'
import { rememberedAccounts } from './accounts.ts'
import { backoffMs } from './backoff.ts'
import { decideNext } from './decide-next.ts'
import { type SyncInputs, syncPass, type SyncResult } from './pass.ts'
import { listen } from './push-channel.ts'

export interface SyncState {
  readonly kind: 'idle' | 'syncing' | 'first' | 'offline' | 'problem', readonly lastAt: number | null
  /** Pages of the first sync; null outside it. */
  readonly done: number | null, readonly total: number | null
  readonly problem: Problem | null, readonly clockSkewMs: number
}
export interface SyncEvents {
  onState(state: SyncState): void
  /** After each pass, and after each page of a first sync (then with null). */
  onChange(documentIds: readonly string[] | null): void
}
export interface Sync {
  /** One pass; a second call while one runs waits for it and then makes its own. */
  pass(): Promise<SyncResult>
  /** Syncs until `stop`: at once, on every push, when a waiting row becomes due, and by polling where there is no push. */
  run(): Promise<void>
  /** Something was put into the outbox, or the network came back: do not wait. */
  poke(): void
  /** Polls every 15 s instead of every minute while the window is in front. */
  setFocus(hasFocus: boolean): void
  stop(): Promise<void>
  state(): SyncState
}

const POLL_MS = 60_000
const POLL_FOCUSED_MS = 15_000
const STREAMS_BEFORE_POLLING = 3 // a stream that dies this often without a pass in between succeeding is no stream

/** The engine over one profile and one province; see `pass.ts` for what a pass does and throws. */
export function createSync(inputs: SyncInputs, events: SyncEvents): Sync {
  const held = {
    state: { kind: 'idle', lastAt: lastSyncAt(inputs.store.db), done: null, total: null, problem: null, clockSkewMs: 0 } as SyncState,
    turn: Promise.resolve() as Promise<unknown>, total: 0, isFocused: false, wake: new AbortController(), deaf: 0,
  }
  const stopping = new AbortController()
  const tell = (change: Partial<SyncState>): void => {
    held.state = { ...held.state, ...change, clockSkewMs: inputs.province.clockSkewMs() }
    events.onState(held.state)
  }
  const onPage = (): void => {
    const account = rememberedAccounts(inputs.store.db)?.account
    const left = account === undefined ? 0 : fillPagesLeft(inputs.store.db, account)
    held.total = Math.max(held.total, left + 1)
    if (left > 0) tell({ kind: 'first', done: held.total - left, total: held.total })
    events.onChange(null)
  }
  async function passOnce(): Promise<SyncResult> {
    tell({ kind: 'syncing' })
    try {
      const result = await syncPass(inputs, onPage, stopping.signal)
      held.total = 0
      tell(result.offline ? { kind: 'offline', done: null, total: null, problem: result.problem } : { kind: 'idle', done: null, total: null, problem: null, lastAt: inputs.now() })
      if (result.documentIds === null || result.documentIds.length > 0 || result.pushed.accepted + result.pushed.refused > 0) events.onChange(result.documentIds)
      return result
    } catch (error) {
      tell({ kind: 'problem', done: null, total: null, problem: toProblem(error) })
      throw error
    }
  }
  function pass(): Promise<SyncResult> {
    const mine = held.turn.then(passOnce, passOnce)
    held.turn = mine.catch(() => {}) // its caller has the failure; the next in the queue only waits for the end
    return mine
  }
  const poke = (): void => held.wake.abort()
  /** Sleeps until poked, stopped or over. */
  async function rest(ms: number): Promise<void> {
    await inputs.sleep(ms, AbortSignal.any([held.wake.signal, stopping.signal]))
  }
  function untilDue(): number {
    const account = rememberedAccounts(inputs.store.db)?.account
    const wakeAt = account === undefined ? null : decideNext(openRows(inputs.store.db, account), inputs.now()).wakeAt
    return wakeAt === null ? Infinity : Math.max(0, wakeAt - inputs.now())
  }
  async function run(): Promise<void> {
    const lastId = { value: null as string | null }
    let failures = 0
    let ear: Promise<void> | null = null
    while (!stopping.signal.aborted) {
      held.wake = new AbortController()
      const isWell = await pass().then(result => !result.offline, () => false)
      failures = isWell ? 0 : failures + 1
      if (stopping.signal.aborted) break
      if (!isWell) {
        await rest(backoffMs(failures, inputs.random))
        continue
      }
      const hears = held.deaf < STREAMS_BEFORE_POLLING
      if (hears && ear === null) {
        ear = listen(inputs, inputs.province, lastId, () => { held.deaf = 0; poke() }, stopping.signal)
          .then(end => { held.deaf = end === 'poll' ? Infinity : held.deaf + 1 }, () => { held.deaf++ }).finally(() => { ear = null; poke() })
      }
      const pollMs = held.isFocused ? POLL_FOCUSED_MS : POLL_MS
      // With a stream the clock is only a second belt: a push may be lost with a proxy's connection.
      await rest(Math.min(hears ? POLL_MS * 5 : pollMs, untilDue()))
      if (held.deaf > 0 && held.deaf < STREAMS_BEFORE_POLLING && ear === null) await inputs.sleep(backoffMs(held.deaf, inputs.random), stopping.signal)
    }
  }
  return {
    pass, run, poke, state: () => held.state,
    setFocus: hasFocus => { held.isFocused = hasFocus },
    stop: async () => {
      stopping.abort()
      await held.turn
    },
  }
}
