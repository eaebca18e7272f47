import { Worker } from 'node:worker_threads'
import { ProblemError, type Reply } from '../../shared/problem.ts'
import { damaged } from './limits.ts'
import type { RepairedCopy } from './repair-copy.ts'

export interface RepairRequest { readonly bytes: Uint8Array }
export type RepairAnswer = Reply<RepairedCopy>
export type Repair = (bytes: Uint8Array) => Promise<RepairedCopy>

/** Some libraries search a cut stream for minutes; a person waits for seconds. */
const BUDGET_MS = 20_000
/** Ten times the largest file that is tried, and room for the library. */
const LIMITS = { maxOldGenerationSizeMb: 768, stackSizeMb: 4 }

/**
 * `repairCopy` in a thread of its own that is ended when its time is over. `entry` is `repair-worker.ts` or its bundle.
 * What takes too long, or too much memory, cannot be mended: `pdf.damaged`.
 */
export function createRepair(entry: string | URL, budgetMs = BUDGET_MS): Repair {
  return bytes => new Promise((resolve, reject) => {
    // The arguments of the process (a test runner's, a debugger's) are not the worker's.
    const worker = new Worker(entry, { workerData: { bytes } satisfies RepairRequest, resourceLimits: LIMITS, execArgv: [] })
    const settle = (act: () => void): void => {
      clearTimeout(timer)
      worker.removeAllListeners()
      // A worker that dies while it is being ended has nobody left to tell.
      worker.on('error', () => undefined)
      void worker.terminate()
      act()
    }
    const timer = setTimeout(() => { settle(() => { reject(damaged('repair-time')) }) }, budgetMs)
    worker.on('message', (answer: RepairAnswer) => {
      settle(() => {
        if (answer.ok) resolve(answer.value)
        else reject(new ProblemError(answer.problem.code, answer.problem.facts))
      })
    })
    worker.on('error', cause => { settle(() => { reject(damaged('repair-lost', undefined, cause)) }) })
    worker.on('exit', () => { settle(() => { reject(damaged('repair-lost')) }) })
  })
}
