/** A seeded source of choices (mulberry32): the same seed gives the same province on every machine. */
export interface Random {
  /** 0 ≤ x < 1. */
  next(): number
  /** An integer from `low` to `high`, both possible. */
  between(low: number, high: number): number
  pick<T>(list: readonly T[]): T
  /** True once in `n` times on average. */
  oneIn(n: number): boolean
}

export function makeRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: list => {
      const chosen = list[Math.floor(next() * list.length)]
      if (chosen === undefined) throw new Error('nothing to pick from')
      return chosen
    },
    oneIn: n => next() * n < 1,
  }
}
