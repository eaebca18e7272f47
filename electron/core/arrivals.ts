import type { BlobRef } from '../../shared/model/edoc.ts'
import { ProblemError, toProblem } from '../../shared/problem.ts'
import { mainFile } from '../handlers/attachment-view.ts'
import type { Desk } from '../handlers/desk.ts'
import { seeDocument } from '../store/sight.ts'
import { unjudgedMainFiles } from '../store/verdicts.ts'
import type { Log } from './log.ts'

export interface ArrivalsInputs {
  readonly desk: Desk
  readonly judge: (documentId: string, ref: BlobRef) => Promise<unknown>
  readonly log: Log
  /** Waits while the window is in use. */
  readonly quiet: () => Promise<void>
}

/** Văn bản vừa đến: the PDFs of unread and to-sign documents, fetched and judged behind the sync, one after the other. */
export interface Arrivals {
  look(): void
  /** For good: what is at work is finished, and no later look begins anew. */
  stop(): void
  /** Files that could not be fetched or judged since the last sync: not tried again until something changes. */
  readonly failed: ReadonlySet<string>
}

/** How many files one look asks the store for: asking reads past all that were judged before. What is left is found by the next. */
const AT_ONCE = 500

export function createArrivals({ desk, judge, log, quiet }: ArrivalsInputs): Arrivals {
  const failed = new Set<string>()
  const held = { isBusy: false, isAsked: false, isStopped: false, isOver: false }

  async function work(): Promise<void> {
    for (;;) {
      const waiting = unjudgedMainFiles(desk.store.db, desk.account, AT_ONCE + failed.size).filter(file => !failed.has(file.sha256)).slice(0, AT_ONCE)
      if (waiting.length === 0 || held.isStopped) return
      for (const { documentId, sha256 } of waiting) {
        await quiet()
        if (held.isStopped) return
        await judgeWaiting(documentId, sha256)
        // The newest come first: what arrived meanwhile does not wait behind all these.
        if (held.isAsked) return
      }
    }
  }

  async function judgeWaiting(documentId: string, sha256: string): Promise<void> {
    const doc = seeDocument(desk.store.db, desk.account, documentId)?.doc
    const ref = doc === undefined ? null : mainFile(doc)
    if (ref === null || ref.sha256 !== sha256) return void failed.add(sha256)
    try {
      await judge(documentId, ref)
    } catch (error) {
      failed.add(sha256)
      log.failure('judging', toProblem(error), error)
      // Without the network every further file would fail alike; the next sync looks again.
      if (error instanceof ProblemError && error.code === 'province.unreachable') held.isStopped = true
    }
  }

  return {
    failed,
    look() {
      // The last pass of a sync that is being stopped tells of changes too.
      if (held.isOver) return
      held.isAsked = true
      held.isStopped = false
      if (held.isBusy) return
      held.isBusy = true
      void (async () => {
        while (held.isAsked) {
          held.isAsked = false
          failed.clear()
          await work().catch((error: unknown) => log.failure('judging', toProblem(error), error))
        }
      })().finally(() => { held.isBusy = false })
    },
    stop: () => { Object.assign(held, { isStopped: true, isOver: true, isAsked: false }) },
  }
}
