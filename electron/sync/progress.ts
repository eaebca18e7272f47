import { type Problem, toProblem } from '../../shared/problem.ts'
import { fillPagesLeft, lastSyncAt } from '../store/sync-state.ts'
import { rememberedAccounts } from './accounts.ts'
import type { SyncInputs, SyncResult } from './pass.ts'

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

/** What the window is told of the sync, as it goes. */
export interface Progress {
  state(): SyncState
  begin(): void
  page(): void
  end(result: SyncResult): void
  fail(error: unknown): void
}

export function createProgress({ store, province, now }: Pick<SyncInputs, 'store' | 'province' | 'now'>, events: SyncEvents): Progress {
  const held = { total: 0, state: { kind: 'idle', lastAt: lastSyncAt(store.db), done: null, total: null, problem: null, clockSkewMs: 0 } as SyncState }
  const tell = (change: Partial<SyncState>): void => {
    held.state = { ...held.state, ...change, clockSkewMs: province.clockSkewMs() }
    events.onState(held.state)
  }
  return {
    state: () => held.state,
    begin: () => tell({ kind: 'syncing' }),
    page() {
      const account = rememberedAccounts(store.db)?.account
      const left = account === undefined ? 0 : fillPagesLeft(store.db, account)
      held.total = Math.max(held.total, left + 1)
      if (left > 0) tell({ kind: 'first', done: held.total - left, total: held.total })
      events.onChange(null)
    },
    end({ offline, problem, documentIds, pushed }) {
      held.total = 0
      tell(offline ? { kind: 'offline', done: null, total: null, problem } : { kind: 'idle', done: null, total: null, problem: null, lastAt: now() })
      if (documentIds === null || documentIds.length > 0 || pushed.accepted + pushed.refused > 0) events.onChange(documentIds)
    },
    fail: error => tell({ kind: 'problem', done: null, total: null, problem: toProblem(error) }),
  }
}
