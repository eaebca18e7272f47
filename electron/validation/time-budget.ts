/**
 * How long a worker may work on one document. What counts is the time that it had a processor: on a machine that does ten
 * other things a document takes ten times as long, and its verdict must not depend on that.
 */
import type { Worker } from 'node:worker_threads'

/** However busy the machine is, nobody waits longer than so many times the budget. */
const MOST_WAITS = 6
/** Who had less than this share of a processor is not kept from working: it waits for something that does not come. */
const STANDSTILL = 0.01
const SHORTEST_LOOK_MS = 50

/** Calls `over` once the worker has spent its budget, or stands still with it spent by the clock. Answers how to stop watching. */
export function watchBudget(worker: Worker, budgetMs: number, over: () => void): () => void {
  // Of one that is only being started there is nothing to tell yet.
  const from = workedMs(worker).then(ms => ms ?? 0)
  const held = { isDone: false, timer: setTimeout(() => { void look(0, budgetMs) }, budgetMs) }
  const guard = setTimeout(end, budgetMs * MOST_WAITS)

  function stop(): void {
    held.isDone = true
    clearTimeout(held.timer)
    clearTimeout(guard)
  }

  function end(): void {
    if (held.isDone) return
    stop()
    over()
  }

  async function look(before: number, waitedMs: number): Promise<void> {
    const [then, now] = [await from, await workedMs(worker)]
    if (held.isDone) return
    // Where nobody can tell, the clock counts.
    if (now === null) return end()
    const worked = now - then
    if (worked >= budgetMs || worked - before < waitedMs * STANDSTILL) return end()
    const nextMs = Math.max(SHORTEST_LOOK_MS, budgetMs - worked)
    held.timer = setTimeout(() => { void look(worked, nextMs) }, nextMs)
  }

  return stop
}

/** What the thread has had of processors since it started; null where this Node cannot tell (before 24.6), or of one that ended. */
async function workedMs(worker: Partial<Pick<Worker, 'cpuUsage'>>): Promise<number | null> {
  const used = await worker.cpuUsage?.().catch(() => null)
  return used == null ? null : (used.user + used.system) / 1000
}
