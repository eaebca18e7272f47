/** Starting the judging worker in plain Node. Where its entry lies is the caller's to know: `worker.ts` or the bundle. */
import { Worker } from 'node:worker_threads'
import type { SpawnWorker, WorkerData } from './judge.ts'

/** The heap of a worker: with the document's blocks outside of it, a 50 MB file stays under 300 MB in all (cli.md). */
const LIMITS = { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 }

/** `isBehind`: nobody waits for most of what it judges, but for the window beside it. */
export function spawnNodeWorker(entry: string | URL, { isBehind = false }: { readonly isBehind?: boolean } = {}): SpawnWorker {
  return () => new Worker(entry, {
    resourceLimits: LIMITS, workerData: { isBehind } satisfies WorkerData,
    // The arguments of the process that judges (a test runner's, a debugger's) are not the worker's.
    execArgv: [], stdout: false, stderr: false,
  })
}
