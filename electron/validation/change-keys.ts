/** Comparing dictionaries key by key, each under the role that a rule gives it. */
import { isDict, type PdfDict } from '../pdf/objects.ts'
import { entriesThatMayDiffer, type Pair, type Role, type Values, type Walk } from './change-walk.ts'

const EMPTY: PdfDict = new Map()

/** Gives every key whose values may differ the role that the rule names; null lets them differ. */
export function eachKey(walk: Walk, pair: Pair, roleOf: (key: string, values: Values) => Role | null): Promise<void> {
  const before = pair.before ?? EMPTY
  const after = pair.after ?? EMPTY
  if (!isDict(before) || !isDict(after)) return Promise.resolve(asContent(walk, pair))
  for (const [via, values] of entriesThatMayDiffer(before, after)) {
    const role = roleOf(via, values)
    if (role) walk.push({ ...values, role, whose: pair.whose, via })
  }
  return Promise.resolve()
}

/** What is not of the kind that a rule is about gets no leniency from it. */
export function asContent(walk: Walk, pair: Pair): void {
  walk.push({ before: pair.before, after: pair.after, role: 'content', whose: pair.whose, via: pair.via })
}
