/**
 * Walking two revisions of a document side by side, from the trailer down every path. What may differ where is decided
 * by the rules (`change-rules.ts`); whatever no rule allows is a change.
 */
import { isArray, isDict, isRef, isStream, type PdfDict, type PdfObject, type PdfStream } from '../pdf/objects.ts'
import type { PdfFile } from '../pdf/open.ts'

/**
 * What a pair of values is to the document. `visible` and `unseen` are plain content that must not differ, told apart
 * by what a difference does to a reader; `form` is the value of a field; the others have rules of their own.
 */
export type Role =
  | 'trailer' | 'catalog' | 'acroform' | 'fields' | 'field' | 'pages' | 'annots' | 'resources' | 'resource-names'
  | 'visible' | 'unseen' | 'form'

/** `number` is the object's own where both sides are it. */
export interface Pair {
  readonly before: PdfObject
  readonly after: PdfObject
  readonly role: Role
  readonly field: string | null
  readonly number?: number | null
}

/** `signed`: a prepared signature field was signed. */
export interface Finding { readonly kind: 'visible' | 'unseen' | 'form' | 'signed'; readonly field: string | null }

export interface Walk {
  readonly before: PdfFile
  readonly after: PdfFile
  push(pair: Pair): void
  find(finding: Finding): void
  /** True when the object has not been touched: its entry and everything it is read through are the same. */
  isUntouched(number: number): boolean
}

/** A rule takes over for dictionaries and arrays of its role. */
export type Rules = Partial<Readonly<Record<Role, (walk: Walk, pair: Pair) => Promise<void>>>>

/** Pairs of a 50 MB file number some 10^5; beyond this the answer is "too complex", never "unchanged". */
const MOST_PAIRS = 2_000_000

export interface WalkQuestion {
  readonly before: PdfFile
  readonly after: PdfFile
  readonly rules: Rules
  /** Objects with a path of their own (pages, fields): other paths stop there, else every back pointer would be a change. */
  readonly landmarks: ReadonlySet<number>
}

/** Every difference that no rule allows, each kind with its field once; null when the document is too complex to say. */
export async function walkChanges({ before, after, rules, landmarks }: WalkQuestion): Promise<Finding[] | null> {
  const open: Pair[] = []
  const findings = new Map<string, Finding>()
  const seen = new Set<string>()
  const walk: Walk = {
    before, after, push: pair => { open.push(pair) },
    find: finding => { findings.set(`${finding.kind} ${finding.field ?? ''}`, finding) },
    isUntouched: number => sameEntry(before, after, number),
  }
  walk.push({ before: before.trailer, after: after.trailer, role: 'trailer', field: null })
  for (let count = 0; ; count += 1) {
    const pair = open.pop()
    if (!pair) return [...findings.values()]
    if (count > MOST_PAIRS) return null
    const { before: a, after: b } = pair
    if (isRef(a) && isRef(b) && a.number === b.number) {
      if (isPlain(pair.role) && landmarks.has(a.number)) continue
      const key = `${a.number} ${pair.role} ${pair.field ?? ''}`
      if (seen.has(key)) continue
      seen.add(key)
    }
    await compare(walk, rules, pair)
  }
}

function isPlain(role: Role): boolean {
  return role === 'visible' || role === 'unseen' || role === 'form'
}

async function compare(walk: Walk, rules: Rules, pair: Pair): Promise<void> {
  const { before: a, after: b, role, field } = pair
  // In plain content another reference is another thing, whatever it leads to.
  if (isPlain(role) && (isRef(a) !== isRef(b) || (isRef(a) && isRef(b) && a.number !== b.number))) {
    walk.find({ kind: plain(role), field })
    return
  }
  const before = await walk.before.resolve(a)
  const untouched = isRef(a) && isRef(b) && a.number === b.number && walk.isUntouched(a.number)
  // An untouched object is taken from the signed revision: what does not load there was completed by later bytes.
  const after = untouched ? before : await walk.after.resolve(b)
  const rule = rules[role]
  const number = isRef(a) && isRef(b) && a.number === b.number ? a.number : null
  if (rule) await rule(walk, { before, after, role, field, number })
  else await compareValues(walk, { before, after, role, field }, untouched)
}

async function compareValues(walk: Walk, pair: Pair, untouched: boolean): Promise<void> {
  const { before: a, after: b, role, field } = pair
  const differs = (): void => { walk.find({ kind: plain(role), field }) }
  if (isStream(a) && isStream(b)) {
    if (!await sameStream(walk, a, b, untouched)) differs()
    pushEntries(walk, a.dict, b.dict, pair)
  } else if (isDict(a) && isDict(b)) pushEntries(walk, a, b, pair)
  else if (isArray(a) && isArray(b)) {
    if (a.length !== b.length) return differs()
    for (const [index, item] of a.entries()) walk.push({ before: item, after: b[index] ?? null, role, field })
  } else if (!sameScalar(a, b)) differs()
}

/** Pairs of every key on either side; scalars at once, without a place in the queue. */
function pushEntries(walk: Walk, a: PdfDict, b: PdfDict, { role, field }: Pair): void {
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    const before = a.get(key) ?? null
    const after = b.get(key) ?? null
    if (!sameScalar(before, after)) walk.push({ before, after, role, field })
  }
}

/** True for equal numbers, names, strings, booleans and nulls; false for everything with parts. */
export function sameScalar(a: PdfObject, b: PdfObject): boolean {
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return a === b
  if (!('kind' in a) || !('kind' in b)) return false
  if (a.kind === 'name' && b.kind === 'name') return a.value === b.value
  return a.kind === 'string' && b.kind === 'string' && Buffer.compare(a.bytes, b.bytes) === 0
}

async function sameStream(walk: Walk, a: PdfStream, b: PdfStream, untouched: boolean): Promise<boolean> {
  // The length may be an object of its own that a later revision sets anew: then the same place holds another stream.
  const [before, after] = [await walk.before.resolve(a.dict.get('Length')), await walk.after.resolve(b.dict.get('Length'))]
  if (before !== after || (typeof before === 'number' && a.start + before > walk.before.source.size)) return false
  if (untouched || a.start === b.start) return true
  return Buffer.compare(await walk.before.raw(a), await walk.after.raw(b)) === 0
}

function sameEntry(before: PdfFile, after: PdfFile, number: number): boolean {
  const a = before.xref.get(number)
  const b = after.xref.get(number)
  if (a === undefined || b === undefined || a === b) return a === b
  if (a.kind === 'offset' && b.kind === 'offset') return a.offset === b.offset
  if (a.kind === 'packed' && b.kind === 'packed') return a.container === b.container && a.index === b.index && sameEntry(before, after, a.container)
  return a.kind === 'free' && b.kind === 'free'
}

function plain(role: Role): Finding['kind'] {
  return role === 'form' || role === 'unseen' ? role : 'visible'
}
