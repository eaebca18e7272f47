/** Nhường cửa sổ: work behind the window waits a little while somebody uses it. Two cores and one core process are shared by both. */
export interface Courtesy {
  /** A window has asked for something. */
  asked(): void
  /**
   * Before each piece of work behind the window. At once where nobody has asked since the last piece; else when nobody has
   * for `REST_MS`, and after `MOST_RESTS` of them in any case: who reads all day has their papers judged too.
   */
  quiet(): Promise<void>
}

const REST_MS = 60
const MOST_RESTS = 5

export function createCourtesy(sleep: (ms: number, signal?: AbortSignal) => Promise<void>, stopped: AbortSignal): Courtesy {
  const held = { asked: 0, waitedFor: 0 }
  return {
    asked() { held.asked += 1 },
    async quiet() {
      if (held.asked === held.waitedFor) return
      for (let rests = 0, before = -1; rests < MOST_RESTS && before !== held.asked && !stopped.aborted; rests++) {
        before = held.asked
        await sleep(REST_MS, stopped)
      }
      held.waitedFor = held.asked
    },
  }
}
