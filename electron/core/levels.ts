import type { SyncState } from '../../shared/contract/profile.ts'
import type { BlobRef } from '../../shared/model/edoc.ts'
import { toProblem } from '../../shared/problem.ts'
import type { Desk } from '../handlers/desk.ts'
import type { PaperPasswords } from '../handlers/paper-passwords.ts'
import { readSettings } from '../handlers/settings.ts'
import { decideSigningPolicy, type SigningPolicy } from '../handlers/signing-policy.ts'
import { parseCertificate } from '../pki/certificate.ts'
import type { RequestTimestamp } from '../pki/evidence.ts'
import type { BlobSource } from '../store/blob-file.ts'
import { transact } from '../store/database.ts'
import { releaseHeld } from '../store/upgrades.ts'
import type { Moment } from '../sync/moment.ts'
import type { CoreInputs } from './core.ts'
import { imposedSettings, rulesOf, tsaRules } from './machine-policy.ts'
import { createTrustNetwork } from './trust-network.ts'
import { keptSpending } from './tsa-spending.ts'
import { createUpgrading, type Upgrading } from './upgrading.ts'

export interface LevelsInputs extends Pick<CoreInputs, 'policy' | 'demo' | 'fetch' | 'now' | 'sleep' | 'random' | 'log'> {
  readonly desk: Desk
  /** As they are now. */
  readonly anchors: () => Promise<readonly Uint8Array[]>
  /** Hosts that the trust folders know by other addresses. */
  readonly hostsBeside: Promise<readonly string[]>
  readonly passwords: PaperPasswords
  readonly fetchBlob: (ref: BlobRef) => Promise<BlobSource>
  readonly moment: () => Moment
  /** Something may be sent. */
  readonly poke: () => void
}

/** VGCA's TSA was measured at 2 to 131 seconds: the quick answers are worth waiting for, the others follow as evidence. */
const PUSH_PATIENCE_MS = 10_000

/** Everything about levels of signatures at one desk: what policy wants, whom to ask, the queue of what waits. */
export interface Levels {
  readonly upgrading: Upgrading
  readonly policy: () => SigningPolicy
  readonly stampWhileSigning: () => Promise<RequestTimestamp | undefined>
  /** Something was put into the outbox, perhaps signed. */
  afterSigning(): void
  /** The province is there and something may be sent: what waits is raised first, so that it goes out once and whole. A slow TSA keeps nobody. */
  beforePush(): Promise<void>
  /** A person asks to go on: nobody who failed is spared. */
  tryNow(): void
  /** The settings are others: what was held for a timestamp that is not to come may go, and a TSA that was set may raise what waits. */
  policyChanged(): void
  /** Roots have come or gone: who was not trusted is asked again, for what waits. */
  onAnchors(): void
  /** The sync's own word on the network. */
  onSyncState(state: SyncState): void
}

export function createLevels(inputs: LevelsInputs): Levels {
  const { desk, anchors } = inputs
  const held = { isOffline: false }
  const [imposed, rules] = [imposedSettings(rulesOf(inputs.policy)), tsaRules(rulesOf(inputs.policy))]
  const policy = (): SigningPolicy => decideSigningPolicy(readSettings(desk.store.db, imposed), inputs.demo?.services ?? null, rules)
  const network = createTrustNetwork({ ...inputs, anchors, policy, spending: keptSpending(desk.store.db) })
  const upgrading = createUpgrading({ ...inputs, services: network.services, outboxChanged: inputs.poke, anchors: async () => (await anchors()).map(der => parseCertificate(der)) })
  function tryNow(): void {
    network.forgetFailures()
    upgrading.networkIsBack()
  }
  return {
    upgrading, policy, tryNow, onAnchors: tryNow,
    // Without a network nobody waits in front of an open card for what cannot come.
    stampWhileSigning: async () => policy().wanted === 'B-B' || held.isOffline ? undefined : (await network.services())?.requestTimestamp,
    afterSigning() {
      inputs.poke()
      upgrading.look()
    },
    async beforePush() {
      if (held.isOffline) tryNow()
      held.isOffline = false
      const over = new AbortController()
      const raised = upgrading.once().catch((error: unknown) => inputs.log.failure('upgrade', toProblem(error), error))
      await Promise.race([raised, inputs.sleep(PUSH_PATIENCE_MS, over.signal)])
      over.abort()
    },
    policyChanged() {
      const { holds, wanted } = policy()
      if ((!holds || wanted === 'B-B') && transact(desk.store.db, () => releaseHeld(desk.store.db, desk.account)) > 0) {
        desk.emit('outbox.changed', {})
        inputs.poke()
      }
      upgrading.look()
    },
    onSyncState({ kind }) {
      if (kind === 'idle' || kind === 'offline') held.isOffline = kind === 'offline'
    },
  }
}
