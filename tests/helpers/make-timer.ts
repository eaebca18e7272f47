/** A clock that its test owns: who sleeps wakes only when the test lets the time come. */
export interface Timer {
  now(): number
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  /** Lets time pass, waking sleepers in order; between them everything that is ready to run does. */
  pass(ms: number): Promise<void>
  /** Sets the clock on as a computer that slept does: nobody wakes for what lies between. */
  jump(ms: number): void
  /** Lets everything run that waits for no clock. */
  settle(): Promise<void>
}

interface Sleeper { readonly at: number; wake(): void }

export function makeTimer(start: number): Timer {
  const held = { now: start }
  const sleepers = new Set<Sleeper>()
  async function settle(): Promise<void> {
    for (let turn = 0; turn < 60; turn++) await new Promise(resolve => setImmediate(resolve))
  }
  return {
    settle,
    jump: ms => { held.now += ms },
    now: () => held.now,
    sleep: (ms, signal) => new Promise(resolve => {
      if (signal?.aborted === true || ms <= 0) return resolve()
      const sleeper: Sleeper = { at: held.now + ms, wake: () => { sleepers.delete(sleeper); resolve() } }
      sleepers.add(sleeper)
      signal?.addEventListener('abort', sleeper.wake, { once: true })
    }),
    async pass(ms) {
      const until = held.now + ms
      await settle()
      for (;;) {
        const next = [...sleepers].filter(sleeper => sleeper.at <= until).toSorted((a, b) => a.at - b.at)[0]
        if (next === undefined) break
        held.now = Math.max(held.now, next.at)
        next.wake()
        await settle()
      }
      held.now = until
    },
  }
}
