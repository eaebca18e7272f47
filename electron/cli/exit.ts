/** Exit codes of the contract (cli.md). */
export const EXIT = { done: 0, refused: 1, usage: 2, waiting: 3, nothing: 4 } as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** Several files: the first that applies of 1, 3, 4, 0. */
export function worstOf(codes: readonly ExitCode[]): ExitCode {
  for (const code of [EXIT.usage, EXIT.refused, EXIT.waiting, EXIT.nothing]) if (codes.includes(code)) return code
  return EXIT.done
}
