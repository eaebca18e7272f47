/** The same numbers for the same seed (Numerical Recipes' generator); a find is told by its seed. */
export interface Random {
  /** An integer from 0 to below the bound. */
  below(bound: number): number
  pick<T>(list: readonly T[]): T
  /** True once in `times`. */
  once(times: number): boolean
}

export function createRandom(seed: number): Random {
  const state = { value: seed >>> 0 }
  const below = (bound: number): number => {
    state.value = (Math.imul(state.value, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state.value / 2 ** 32) * bound)
  }
  return {
    below,
    pick: list => {
      const item = list[below(list.length)]
      if (item === undefined) throw new Error('nothing to pick from')
      return item
    },
    once: times => below(times) === 0,
  }
}
