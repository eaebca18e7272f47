import { z } from 'zod'
import { toProblem } from '../../shared/problem.ts'
import { backUpWork } from '../store/backup.ts'
import { evictBlobs, sweepFiles, sweepWorkBlobs } from '../store/blob-keeping.ts'
import type { Store } from '../store/open.ts'
import { getSetting, setSetting } from '../store/settings.ts'
import { rememberedAccounts } from '../sync/accounts.ts'
import { mendCache } from '../sync/pass.ts'
import { forgetOldFlags } from '../sync/set-keywords.ts'
import { type Foreign, watchForeignWrites } from './foreign-writes.ts'
import type { Log } from './log.ts'

export interface HousekeepingInputs {
  readonly store: Store
  readonly now: () => number
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  readonly log: Log
  /** The cache was set aside: whoever shows or fills it begins anew. */
  readonly onMended: () => void
  /** Another process has written: what is shown may be old, and new rows of the outbox want to be sent. */
  readonly onForeign?: (foreign: Foreign) => void
}

/** Keeps one open profile small and whole, and gives it to another process that asks for it. */
export interface Housekeeping {
  /** Watches from now on whether another process asks for the databases or writes into them. */
  watch(): void
  /** Does the chores now and then daily; what reads or copies whole databases only when a day has passed since the last time. */
  tend(): void
  /** Looks whether the cache is damaged and mends it, once a minute at most: every request may complain of the same page. */
  mend(): void
  stop(): Promise<void>
}

const POLL_MS = 1_000
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** What the cached files of an officer may take of the disk before the longest unused go. */
const CACHE_QUOTA_BYTES = 2_000_000_000
const DONE_AT = 'housekeeping.done-at'

export function createHousekeeping({ store, now, sleep, log, onMended, onForeign = () => {} }: HousekeepingInputs): Housekeeping {
  const stopping = new AbortController()
  const held = { watching: Promise.resolve(), nextAt: Infinity, lookedAt: -Infinity }

  /** One chore that fails must not cost the others; a full disk will be said by the work itself. */
  function attempt(name: string, chore: () => void): void {
    try {
      chore()
    } catch (error) {
      log.failure(`housekeeping ${name}`, toProblem(error), error)
    }
  }

  function mend(): void {
    if (now() - held.lookedAt < MINUTE_MS) return
    held.lookedAt = now()
    attempt('mend', () => { if (mendCache(store)) onMended() })
  }

  function light(): void {
    const account = rememberedAccounts(store.db)?.account
    attempt('flags', () => { if (account !== undefined) forgetOldFlags(store.db, account, now() - DAY_MS) })
    attempt('unused blobs', () => sweepWorkBlobs(store, now()))
    attempt('left files', () => sweepFiles(store, now()))
    attempt('quota', () => evictBlobs(store, CACHE_QUOTA_BYTES))
  }

  function heavy(): void {
    mend()
    attempt('backup', () => { backUpWork(store.files, store.key, now()) })
    setSetting(store.db, DONE_AT, now())
  }

  function tend(): void {
    attempt('chores', () => {
      held.nextAt = now() + DAY_MS
      light()
      const doneAt = getSetting(store.db, DONE_AT, z.number()) ?? -Infinity
      // A clock that was set back must not put the backup off for years.
      if (doneAt > now() || doneAt <= now() - DAY_MS) heavy()
      else held.nextAt = doneAt + DAY_MS
    })
  }

  async function watch(): Promise<void> {
    const look = watchForeignWrites(store)
    attempt('foreign', look)
    for (;;) {
      await sleep(POLL_MS, stopping.signal)
      if (stopping.signal.aborted) return
      attempt('yield', () => { store.yieldIfAsked() })
      attempt('foreign', () => {
        const foreign = look()
        if (foreign.changed) onForeign(foreign)
      })
      if (now() >= held.nextAt) tend()
    }
  }

  return {
    tend, mend,
    watch: () => { held.watching = watch() },
    async stop() {
      stopping.abort()
      await held.watching
    },
  }
}
