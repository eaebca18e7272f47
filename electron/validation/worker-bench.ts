/** Workers that wait for work. Starting one takes longer than judging most documents. */
import type { Worker } from 'node:worker_threads'

/** A queue of ten thousand documents comes one after another; an idle app keeps no thread for it. */
const PATIENCE_MS = 10_000
/** What a hundred documents left behind in a heap goes with it. */
const MOST_DOCUMENTS = 100

export interface Bench {
  take(): Worker
  /** Takes back a worker that answered; its listeners are gone. */
  giveBack(worker: Worker): void
}

/** A batch that is signed judges one document while another's is still judged, and so do two people who wait. */
const MOST_WAITING = 2

/** Keeps few waiting workers; they never keep the process from ending. */
export function createBench(spawn: () => Worker): Bench {
  const documents = new WeakMap<Worker, number>()
  const waiting = new Map<Worker, NodeJS.Timeout>()
  const forget = (worker: Worker): void => {
    clearTimeout(waiting.get(worker))
    waiting.delete(worker)
  }
  return {
    take() {
      // The one that worked last: the other may then go.
      const worker = [...waiting.keys()].at(-1) ?? spawn()
      forget(worker)
      worker.removeAllListeners()
      worker.ref()
      documents.set(worker, (documents.get(worker) ?? 0) + 1)
      return worker
    },
    giveBack(worker) {
      if (waiting.size >= MOST_WAITING || (documents.get(worker) ?? 0) >= MOST_DOCUMENTS) return end(worker)
      worker.unref()
      // One that dies while it waits is no loss.
      worker.on('error', () => undefined)
      worker.on('exit', () => { forget(worker) })
      const leave = (): void => {
        forget(worker)
        end(worker)
      }
      waiting.set(worker, setTimeout(leave, PATIENCE_MS).unref())
    },
  }
}

/** Ends a worker whatever it is doing; dying while it is being ended, it has nobody left to tell. */
export function end(worker: Worker): void {
  worker.removeAllListeners()
  worker.on('error', () => undefined)
  void worker.terminate()
}
