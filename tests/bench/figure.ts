/** One line of `npm run bench` (cli.md): ours against a baseline of the same run on the same input. */
export interface Figure {
  readonly name: string, readonly ours: number, readonly baseline: number, readonly ratio: number, readonly goal: number, readonly unit: string, readonly n: number
}

export function makeFigure(name: string, ours: number, baseline: number, goal: number, unit: string, n: number): Figure {
  return { name, ours, baseline, ratio: ours / baseline, goal, unit, n }
}

/** The value below which the given share of the samples lies. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
