import type { Problem } from '../../shared/problem.ts'
import { ProblemError } from '../../shared/problem.ts'
import type { Province } from '../province/province.ts'
import { isPassing } from '../province/status.ts'
import { isDamaged } from '../store/connect.ts'
import { type Held, tryExclusive } from '../store/lock.ts'
import type { Store } from '../store/open.ts'
import { checkStore } from '../store/repair.ts'
import { openRows } from '../store/outbox.ts'
import { findAccounts, rememberAccounts, rememberedAccounts } from './accounts.ts'
import { pull } from './pull.ts'
import { type Pushed, push } from './push.ts'
import { makeTally, pulledOf, type Tally, type TypeCounts } from './tally.ts'

export interface SyncInputs {
  readonly store: Store, readonly province: Province
  readonly now: () => number, readonly random: () => number, readonly newId: () => string
  /** What is better done before anything is sent, now that the province is there; bounded in time by who gives it. */
  readonly beforePush?: () => Promise<void>
  /** Resolves after a time, or at once when the signal is aborted. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
}

/** What one pass did; the shape of `sync --json` (cli.md, a contract). Being offline is a state, not a failure. */
export interface SyncResult {
  readonly pulled: TypeCounts & { readonly byType: Readonly<Record<string, TypeCounts>> }
  readonly pushed: Readonly<Pushed>
  readonly offline: boolean
  /** Documents that changed, or whose tasks or moves did; null when too many to name. */
  readonly documentIds: readonly string[] | null
  /** Why it is offline. */
  readonly problem: Problem | null
}

const LOCK_POLL_MS = 100
const MOST_NAMED = 500

/**
 * One pass: what waits is sent, then everything new is fetched. Only one process at a time syncs a profile; another waits
 * for it. A cache that is damaged is set aside and refilled in the same pass. Throws what needs a person
 * (`province.wrong-password`, `province.certificate`, `province.not-jmap`, `store.*`).
 */
export async function syncPass(inputs: SyncInputs, onPage: () => void, signal?: AbortSignal): Promise<SyncResult> {
  const held = await waitForTurn(inputs, signal)
  try {
    return await passMending(inputs, onPage)
  } finally {
    held.release()
  }
}

async function passMending(inputs: SyncInputs, onPage: () => void): Promise<SyncResult> {
  try {
    return await passOnce(inputs, onPage)
  } catch (error) {
    if (!isDamaged(error)) throw error
    mendCache(inputs.store)
    return passOnce(inputs, onPage)
  }
}

/** Sets the cache aside when it is damaged; true when it was. `store.damaged {file: 'work'}` for the other: that is never touched. */
export function mendCache(store: Store): boolean {
  const found = checkStore(store.db)
  if (found.work === 'damaged') throw new ProblemError('store.damaged', { file: 'work' })
  if (found.cache === 'damaged') store.mend()
  return found.cache === 'damaged'
}

async function passOnce(inputs: SyncInputs, onPage: () => void): Promise<SyncResult> {
  const { store, province, now } = inputs
  const tally = makeTally()
  const pushed: Pushed = { accepted: 0, refused: 0, waiting: 0 }
  try {
    const accounts = findAccounts(await province.session())
    rememberAccounts(store.db, accounts)
    await inputs.beforePush?.()
    await push({ ...inputs, accounts, tally, uploaded: new Map() }, pushed)
    await pull({ store, province, accounts, tally, now, onPage })
    // What a pull brought may be what a row waited for; what was written meanwhile need not wait for the next pass.
    await push({ ...inputs, accounts, tally, uploaded: new Map() }, pushed)
    return result(tally, pushed, null)
  } catch (error) {
    if (!isPassing(error)) throw error
    pushed.waiting = waitingRows(store)
    return result(tally, pushed, { code: error.code, facts: error.facts })
  }
}

function waitingRows(store: Store): number {
  const accounts = rememberedAccounts(store.db)
  return accounts === null ? 0 : openRows(store.db, accounts.account).filter(row => row.state !== 'parked').length
}

function result(tally: Tally, pushed: Pushed, problem: Problem | null): SyncResult {
  return { pulled: pulledOf(tally), pushed, offline: problem !== null, documentIds: tally.documentIds.size > MOST_NAMED ? null : [...tally.documentIds], problem }
}

async function waitForTurn({ store, sleep }: SyncInputs, signal?: AbortSignal): Promise<Held> {
  for (;;) {
    const held = tryExclusive(store.files.passLock)
    if (held !== null) return held
    if (signal?.aborted === true) throw new ProblemError('store.busy', { what: 'sync' })
    await sleep(LOCK_POLL_MS, signal)
  }
}
