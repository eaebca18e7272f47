import type { SyncState } from '../../shared/contract/profile.ts'
import type { BlobRef } from '../../shared/model/edoc.ts'
import type { SignatureReport } from '../../shared/model/signature-report.ts'
import { transactUnflushed } from '../store/database.ts'
import { dropRecheck, dueRechecks, putRecheck, type Recheck } from '../store/rechecks.ts'
import { seeDocument } from '../store/sight.ts'
import { filesWithoutAnchor } from '../store/verdicts.ts'
import { createArrivals, type Arrivals } from './arrivals.ts'
import { createCourtesy } from './courtesy.ts'
import { judgeFile, type JudgeFileInputs } from './judge-file.ts'
import type { Log } from './log.ts'
import { createEvidenceKeeping } from './keep-evidence.ts'
import { createRevocationNetwork, type RevocationNetworkInputs } from './revocation-network.ts'
import { createRechecks, type Rechecks } from './rechecks.ts'

export interface JudgingInputs extends Omit<JudgeFileInputs, 'stopped' | 'evidence' | 'askNetwork'>, Omit<RevocationNetworkInputs, 'now'> {
  /** Null while the server has not told its time. */
  readonly serverNow: () => number | null
  readonly log: Log
}

export interface Judging {
  /** Judges a file that is here now, `again` by asking the network; keeps the verdict as evidence and says that there is one. */
  judge(documentId: string, ref: BlobRef, again?: boolean): Promise<SignatureReport>
  /** A window has asked for something: what is judged behind it stands back. */
  asked(): void
  /** What arrives. */
  readonly arrivals: Arrivals
  /** What waits for services to be asked. */
  readonly rechecks: Rechecks
  /** Roots have come or gone: what lacked one is judged again. */
  onAnchors(): void
  /** The sync's own word on the network. */
  onSyncState(state: SyncState): void
  run(): void
  stop(): Promise<void>
}

export function createJudging(given: JudgingInputs): Judging {
  const stopping = new AbortController()
  const { desk: { store, account, now }, serverNow } = given
  const evidence = createEvidenceKeeping({ ...given, store, now, serverNow, stopped: stopping.signal })
  const inputs = { ...given, stopped: stopping.signal, evidence, askNetwork: createRevocationNetwork({ ...given, now }) }
  const held = { isOffline: false }
  const { asked, quiet } = createCourtesy(given.sleep, stopping.signal)
  const rechecks = createRechecks({ ...inputs, now, due: (before, limit) => dueRechecks(store.db, account, before, limit), recheck })

  async function judge(documentId: string, ref: BlobRef, again = false): Promise<SignatureReport> {
    const { report, isOpen } = await judgeFile(inputs, { documentId, ref, occasion: again ? 'again' : 'arrival' })
    if (isOpen) rechecks.poke()
    return report
  }

  async function recheck({ sha256, documentId }: Recheck): Promise<boolean> {
    await quiet()
    if (stopping.signal.aborted) return false
    const ref = seeDocument(store.db, account, documentId)?.doc.attachments.find(each => each.sha256 === sha256)
    if (ref === undefined) {
      dropRecheck(store.db, sha256)
      return true
    }
    // However it ends: the next in the line comes first.
    transactUnflushed(store.db, () => { putRecheck(store.db, account, { sha256, documentId, askedAt: now() }) })
    return !(await judgeFile(inputs, { documentId, ref, occasion: 'recheck' })).isOpen
  }

  const arrivals = createArrivals({ ...inputs, judge, quiet })
  return {
    judge, asked, arrivals, rechecks,
    onAnchors() {
      for (const file of filesWithoutAnchor(store.db, account)) putRecheck(store.db, account, { ...file, askedAt: 0 })
      rechecks.poke()
    },
    onSyncState({ kind }) {
      if (kind === 'offline') rechecks.networkIsAway()
      else if (kind === 'idle' && held.isOffline) rechecks.networkIsBack()
      if (kind === 'idle' || kind === 'offline') held.isOffline = kind === 'offline'
    },
    run() {
      arrivals.look()
      rechecks.run()
    },
    async stop() {
      arrivals.stop()
      stopping.abort()
      await rechecks.stop()
      evidence.settle()
    },
  }
}
