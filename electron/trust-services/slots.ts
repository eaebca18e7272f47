/** At most so many at once; the others wait in their order. */
export function createSlots(most: number): <T>(act: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  const state = { busy: 0 }
  return async act => {
    if (state.busy >= most) await new Promise<void>(done => { waiting.push(done) })
    else state.busy += 1
    try {
      return await act()
    } finally {
      // The slot goes to the next in the line, or is free.
      const next = waiting.shift()
      if (next) next()
      else state.busy -= 1
    }
  }
}
