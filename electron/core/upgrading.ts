import { toProblem } from '../../shared/problem.ts'
import type { TrustServices } from '../pki/evidence.ts'
import { transact } from '../store/database.ts'
import { dueUpgrades, getUpgrade, hastenUpgradeOf, hastenUpgrades, nextUpgradeAt, type UpgradeRow } from '../store/upgrades.ts'
import { createAlarm } from '../sync/alarm.ts'
import { upgradeBackoffMs } from '../sync/decide-upgrade.ts'
import { settleRise } from '../sync/upgrade-queue.ts'
import type { Log } from './log.ts'
import { type RaisingInputs, workOnUpgrade } from './raise-signed-file.ts'

export interface UpgradingInputs extends Omit<RaisingInputs, 'services'> {
  /** Null where no TSA is set: then nothing rises, and what waits goes on waiting. */
  readonly services: () => Promise<TrustServices | null>
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  /** Something may be sent now that could not before, or there is evidence to send. */
  readonly outboxChanged: () => void
  readonly log: Log
}

/** Raises what was signed offline, without a hand: when it is due, when the network is back, and before a document timestamp ends. */
export interface Upgrading {
  /** Looks at everything that is due, once; answers how many rows changed. A second call waits for the first. */
  once(): Promise<number>
  /** Does so until stopped. */
  run(): void
  /** Something was signed or sent: look now. */
  look(): void
  /** An encrypted file was opened by its password: it does not wait for its time. */
  unlocked(sha256: string): void
  /** The network is back: what waits does not wait for its time. */
  networkIsBack(): void
  stop(): Promise<void>
}

const AT_ONCE = 4 // signing.md: at most four at a TSA
const LONGEST_REST_MS = 6 * 3_600_000
const AFTER_FAILURE_MS = 60_000
/** One look never goes round for ever, whatever two rows do to each other. */
const MOST_ROUNDS = 50

export function createUpgrading(inputs: UpgradingInputs): Upgrading {
  const { desk, log } = inputs
  const stopping = new AbortController()
  const alarm = createAlarm({ sleep: inputs.sleep, stopped: stopping.signal })
  const held: { turn: Promise<unknown>; running: Promise<void>; anew: AbortController } = { turn: Promise.resolve(), running: Promise.resolve(), anew: new AbortController() }

  async function lookOnce(): Promise<number> {
    const ended = AbortSignal.any([stopping.signal, held.anew.signal])
    let changed = 0
    for (let round = 0; round < MOST_ROUNDS && !ended.aborted; round += 1) {
      const services = endedBy(await inputs.services(), ended)
      const rows = services === null ? [] : dueUpgrades(desk.store.db, desk.account, desk.now(), AT_ONCE)
      if (services === null || rows.length === 0) break
      changed += (await Promise.all(rows.map(row => attempt({ ...inputs, services }, row, ended)))).filter(Boolean).length
    }
    if (changed > 0) inputs.outboxChanged()
    return changed
  }

  function once(): Promise<number> {
    const mine = held.turn.then(lookOnce, lookOnce)
    held.turn = mine.catch(() => 0) // its caller has the failure; the next in the queue only waits for the end
    return mine
  }

  async function lookAndRest(): Promise<number> {
    await once()
    const dueAt = desk.store.db.open && await inputs.services() !== null ? nextUpgradeAt(desk.store.db, desk.account) : null
    return dueAt === null ? LONGEST_REST_MS : Math.min(LONGEST_REST_MS, Math.max(1_000, dueAt - desk.now()))
  }

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      alarm.arm()
      const restMs = await lookAndRest().catch((error: unknown) => {
        // A store that is closed for a moment (another process asked for it) must end neither this loop nor the core.
        log.failure('upgrade', toProblem(error), error)
        return AFTER_FAILURE_MS
      })
      await alarm.rest(restMs)
    }
  }

  return {
    once, look: alarm.poke,
    run: () => { held.running = loop() },
    unlocked(sha256) {
      transact(desk.store.db, () => hastenUpgradeOf(desk.store.db, desk.account, sha256, desk.now()))
      alarm.poke()
    },
    networkIsBack() {
      // A question to a server that the old network could not reach is not waited for.
      held.anew.abort()
      held.anew = new AbortController()
      transact(desk.store.db, () => hastenUpgrades(desk.store.db, desk.account, desk.now()))
      alarm.poke()
    },
    async stop() {
      stopping.abort()
      await held.turn
      await held.running
    },
  }
}

/** One row; a failure of its own is written into it, and costs the others nothing. */
async function attempt(inputs: RaisingInputs & Pick<UpgradingInputs, 'log'>, row: UpgradeRow, ended: AbortSignal): Promise<boolean> {
  const { desk, log, random, moment } = inputs
  try {
    const isChanged = await workOnUpgrade(inputs, row)
    desk.emit('outbox.changed', {})
    desk.emit('documents.changed', { ids: [row.documentId] })
    return isChanged
  } catch (error) {
    if (ended.aborted) return false // nothing was written: the next look goes on from here
    log.failure('upgrade', toProblem(error), error)
    if (!desk.store.db.open) throw error
    const { attempts } = getUpgrade(desk.store.db, row.id) ?? row
    settleRise(desk.store, row, { file: null, level: row.level, waiting: true, problem: toProblem(error), nextTryAt: desk.now() + upgradeBackoffMs(attempts, random), renewAt: row.renewAt }, moment())
    return false
  }
}

/** Closing a desk does not wait for a TSA. */
function endedBy(services: TrustServices | null, signal: AbortSignal): TrustServices | null {
  return services && { requestTimestamp: digest => services.requestTimestamp(digest, signal), gatherRevocation: chain => services.gatherRevocation(chain, signal) }
}
