/** Something that is done a little after it was last asked for, and while it is asked for without end every so often all the same. */
export interface Soon { ask(): void; stop(): void }

/** Ten thousand papers that are judged tell of a change each: a list that waited for silence would stand still for minutes. */
const MOST_MS = 2_000

export function createSoon(act: () => void, waitMs: number): Soon {
  const held = { timer: undefined as ReturnType<typeof setTimeout> | undefined, latest: undefined as ReturnType<typeof setTimeout> | undefined }
  function stop(): void {
    clearTimeout(held.timer)
    clearTimeout(held.latest)
    held.latest = undefined
  }
  function done(): void {
    stop()
    act()
  }
  return {
    ask() {
      clearTimeout(held.timer)
      held.timer = setTimeout(done, waitMs)
      held.latest ??= setTimeout(done, MOST_MS)
    },
    stop,
  }
}
