import type { Random } from './random.ts'

/** Something that reads foreign bytes, with bytes to start from. */
export interface Target {
  readonly name: string
  /** Its share of the time: a PDF has more to be wrong in than a list. */
  readonly weight: number
  readonly seeds: readonly Uint8Array[]
  mutate(bytes: Uint8Array, random: Random): Uint8Array
  /**
   * Reads the bytes and tells in a word what came of it: bytes that lead to a new word are damaged further. Throws what must
   * not happen: any error that is no answer, and an answer that is kinder than the bytes allow. `seed` is what they grew from.
   */
  run(bytes: Uint8Array, seed: Uint8Array): Promise<string> | string
}
