/** Where the selection goes. Pure; ids, not positions, so that an arriving document never moves it. */

/** The id `by` steps from `current`; the nearest end when it would fall off; the first when there is no current. */
export function stepTo(ids: readonly string[], current: string | null, by: number): string | null {
  const at = current === null ? -1 : ids.indexOf(current)
  if (at < 0) return ids[0] ?? null
  return ids[Math.min(ids.length - 1, Math.max(0, at + by))] ?? null
}

/** What opens after `gone` has left the list: the one that took its place, else the new last. */
export function neighbourOf(before: readonly string[], after: readonly string[], gone: string): string | null {
  const at = before.indexOf(gone)
  if (at < 0) return null
  const left = new Set(after)
  return before.slice(at + 1).find(id => left.has(id)) ?? before.slice(0, at).findLast(id => left.has(id)) ?? null
}

/** How many of those that left the list are remembered for whoever still reads one. */
const MOST_LEFT = 20

/** By what has left the list, what took its place. */
export function leftBehind(known: ReadonlyMap<string, string>, before: readonly string[], after: readonly string[]): ReadonlyMap<string, string> {
  const here = new Set(after)
  const gone = before.filter(id => !here.has(id)).slice(0, MOST_LEFT)
  if (gone.length === 0) return known
  const heirs = gone.flatMap((id): [string, string][] => {
    const heir = neighbourOf(before, after, id)
    return heir === null ? [] : [[id, heir]]
  })
  return new Map([...known, ...heirs].slice(-MOST_LEFT))
}

/** Where a step from `current` leads, also when it is no longer in the list: forward to what took its place, back to what stands before that. */
export function stepFrom(ids: readonly string[], current: string | null, by: number, left: ReadonlyMap<string, string>): string | null {
  let stand = current
  for (let hops = 0; stand !== null && !ids.includes(stand) && hops < MOST_LEFT; hops += 1) stand = left.get(stand) ?? null
  return stand !== null && stand !== current && by > 0 ? stand : stepTo(ids, stand, by)
}

/** The ids from `anchor` to `to`, both included, in either direction. */
export function stretch(ids: readonly string[], anchor: string, to: string): readonly string[] {
  const from = ids.indexOf(anchor), until = ids.indexOf(to)
  if (from < 0 || until < 0) return until < 0 ? [] : [to]
  return ids.slice(Math.min(from, until), Math.max(from, until) + 1)
}

/** With `id` when it was not there, without it when it was. */
export function toggled(picked: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(picked)
  if (!next.delete(id)) next.add(id)
  return next
}
