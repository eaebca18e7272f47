export interface AlarmInputs { readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>, readonly stopped: AbortSignal }

/** The loop's sleep, and who may end it. */
export interface Alarm {
  /** From here on a poke counts; one that came earlier is answered by the pass that follows. */
  arm(): void
  poke(): void
  /** Sleeps until poked, stopped or over. */
  rest(ms: number): Promise<void>
  /** Sleeps until `wake` or stop, deaf to pokes. */
  untilWoken(): Promise<void>
  /** Ends either sleep: a person asks. */
  wake(): void
}

const DAY_MS = 86_400_000

export function createAlarm({ sleep, stopped }: AlarmInputs): Alarm {
  const held = { poked: new AbortController(), woken: new AbortController() }
  return {
    arm: () => { held.poked = new AbortController() },
    poke: () => held.poked.abort(),
    rest: ms => sleep(ms, AbortSignal.any([held.poked.signal, stopped])),
    async untilWoken() {
      held.woken = new AbortController()
      const either = AbortSignal.any([held.woken.signal, stopped])
      while (!either.aborted) await sleep(DAY_MS, either)
    },
    wake() {
      held.poked.abort()
      held.woken.abort()
    },
  }
}
