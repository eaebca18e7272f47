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

/** Keeps at most one waiting worker; it never keeps the process from ending. */
export function createBench(spawn: () => Worker): Bench {
  const documents = new WeakMap<Worker, number>()
  let waiting: { readonly worker: Worker; readonly timer: NodeJS.Timeout } | null = null
  const leave = (): void => {
    if (waiting) end(waiting.worker)
    waiting = null
  }
  return {
    take() {
      const worker = waiting?.worker ?? spawn()
      if (waiting) clearTimeout(waiting.timer)
      waiting = null
      worker.removeAllListeners()
      worker.ref()
      documents.set(worker, (documents.get(worker) ?? 0) + 1)
      return worker
    },
    giveBack(worker) {
      if (waiting || (documents.get(worker) ?? 0) >= MOST_DOCUMENTS) return end(worker)
      worker.unref()
      // One that dies while it waits is no loss.
      worker.on('error', () => undefined)
      worker.on('exit', () => {
        if (waiting?.worker !== worker) return
        clearTimeout(waiting.timer)
        waiting = null
      })
      waiting = { worker, timer: setTimeout(leave, PATIENCE_MS).unref() }
    },
  }
}

/** Ends a worker whatever it is doing; dying while it is being ended, it has nobody left to tell. */
export function end(worker: Worker): void {
  worker.removeAllListeners()
  worker.on('error', () => undefined)
  void worker.terminate()
}
