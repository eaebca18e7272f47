/** The same, but one after the other: who comes meanwhile waits until those before have settled. */
export function inTurn<I, O>(act: (input: I) => Promise<O>): (input: I) => Promise<O> {
  const held: { last: Promise<unknown> } = { last: Promise.resolve() }
  return input => {
    const mine = held.last.then(() => act(input))
    held.last = mine.catch(() => undefined)
    return mine
  }
}
