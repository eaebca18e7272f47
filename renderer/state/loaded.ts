import { toProblem, type Problem } from '../../shared/problem.ts'

/** An answer that is awaited, here, or not to be had; never three booleans. */
export type Loaded<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly value: T }
  | { readonly kind: 'failed'; readonly problem: Problem }

/** Settles a promise into a `Loaded`; never rejects. */
export async function settle<T>(promise: Promise<T>): Promise<Loaded<T>> {
  try {
    return { kind: 'ready', value: await promise }
  } catch (error) {
    return { kind: 'failed', problem: toProblem(error) }
  }
}
