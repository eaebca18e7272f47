/** One line of `npm run bench` (cli.md): ours against a baseline of the same run on the same input. */
export interface Figure {
  readonly name: string, readonly ours: number, readonly baseline: number, readonly ratio: number, readonly goal: number, readonly unit: string, readonly n: number
}

export function makeFigure(values: Omit<Figure, 'ratio'>): Figure {
  return { ...values, ratio: values.ours / values.baseline }
}

/** The value below which the given share of the samples lies. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** Milliseconds until the work is done. */
export async function took(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}
