/**
 * Walking two revisions of a document side by side, from the trailer down every path. What may differ where is decided
 * by the rules (`change-rules.ts`); whatever no rule allows is a change.
 */
import type { LaterChange } from '../../shared/model/signature-report.ts'
import { isArray, isDict, isRef, isStream, type PdfDict, type PdfObject, type PdfStream } from '../pdf/objects.ts'
import type { PdfFile } from '../pdf/open.ts'
import { createUntouched, hasOtherGeneration, type Untouched } from './untouched.ts'

/** Roles of values that may not differ without a finding: the finding's rule is their name. */
export type PlainRole = 'content' | 'structure' | 'form-value' | 'form-look' | 'form-look-added' | 'comment' | 'comment-look' | 'signature-filled'
/** What a pair of values is to the document: plain, or with a rule of its own. */
export type Role =
  | PlainRole | 'trailer' | 'catalog' | 'acroform' | 'fields' | 'field' | 'pages' | 'annots' | 'annotation' | 'resources' | 'resource-names'
  | 'evidence' | 'tags' | 'tag' | 'tag-parents'

/** Whose a value is, for the report: the field's full name, the page's number from 1, the number of the object it stands in. */
export interface Whose { readonly field: string | null; readonly page: number | null; readonly object: number | null }
export const NOBODY: Whose = { field: null, page: null, object: null }

/** `via` is the key that led here; `number` the object's own where both sides are the same reference. */
export interface Pair {
  readonly before: PdfObject
  readonly after: PdfObject
  readonly role: Role
  readonly whose: Whose
  readonly via: string
  readonly number?: number | null
}

export interface Finding extends Whose { readonly rule: LaterChange['rule'] }

export interface Walk {
  readonly before: PdfFile
  readonly after: PdfFile
  push(pair: Pair): void
  find(rule: Finding['rule'], whose: Whose): void
}

/** A rule takes over for its role. */
export type Rules = Partial<Readonly<Record<Role, (walk: Walk, pair: Pair) => Promise<void>>>>

/** Pairs of a 50 MB file number some 10^5; beyond this the answer is "too complex", never "unchanged". */
const MOST_PAIRS = 2_000_000
/** A report of more differences than these tells nobody anything; the verdict needs one. */
const MOST_FINDINGS = 1_000

export interface WalkQuestion {
  readonly before: PdfFile
  readonly after: PdfFile
  readonly rules: Rules
  /**
   * Objects with a path of their own, on which they are compared: other paths stop there, else every back pointer would
   * be a change. A field has leniencies that content has not, so a path must come over a key that may lead to a field.
   */
  readonly landmarks: ReadonlyMap<number, 'page' | 'field'>
}

/** Back pointers and lists of fields and widgets (ISO 32000-2 Tables 166, 187, 224, 226, 328, and the actions). */
const LEADS_TO_FIELD = new Set(['Parent', 'Kids', 'Annots', 'Fields', 'Popup', 'IRT', 'Obj', 'T', 'CO', 'AN'])

/** Every difference, each once; null when the document is too complex to say. */
export async function walkChanges({ before, after, rules, landmarks }: WalkQuestion): Promise<Finding[] | null> {
  const open: Pair[] = []
  const findings = new Map<string, Finding>()
  const seen = createSeen()
  const untouched = createUntouched(before, after)
  const walk: Walk = {
    before, after, push: pair => { open.push(pair) },
    find: (rule, whose) => { if (findings.size < MOST_FINDINGS) findings.set(`${rule} ${whose.field} ${whose.object} ${whose.page}`, { rule, ...whose }) },
  }
  walk.push({ before: before.trailer, after: after.trailer, role: 'trailer', whose: NOBODY, via: '' })
  for (let count = 0; ; count += 1) {
    const pair = open.pop()
    if (!pair) return [...findings.values()]
    if (count > MOST_PAIRS) return null
    const { before: a, after: b } = pair
    if (isRef(a) && isRef(b) && a.number === b.number && a.generation === b.generation) {
      const landmark = isPlain(pair.role) ? landmarks.get(a.number) : undefined
      if (landmark === 'page' || (landmark === 'field' && (LEADS_TO_FIELD.has(pair.via) || await untouched(a.number)))) continue
      if (!seen(a.number, pair.role, pair.whose.field ?? '')) continue
    }
    const more = compare(walk, rules, pair, untouched)
    if (more !== undefined) await more
  }
}

/** Answers true the first time an object is met in a role for a field. */
function createSeen(): (number: number, role: Role, field: string) => boolean {
  const byRole = new Map<Role, Map<string, Set<number>>>()
  return (number, role, field) => {
    const byField = byRole.get(role) ?? new Map<string, Set<number>>()
    byRole.set(role, byField)
    const numbers = byField.get(field) ?? new Set<number>()
    byField.set(field, numbers)
    return numbers.size < numbers.add(number).size
  }
}

function isPlain(role: Role): role is PlainRole {
  return role === 'content' || role === 'structure' || role === 'signature-filled' || role.startsWith('form-') || role.startsWith('comment')
}

/** Undefined when it is done; what must be waited for is rare, and waiting costs more than comparing. */
function compare(walk: Walk, rules: Rules, pair: Pair, untouched: Untouched): Promise<void> | undefined {
  const { before: a, after: b, role } = pair
  // Our reader does not look at generations; to a strict one this leads nowhere (ISO 32000-2 §7.3.10).
  if (isRef(a) && isRef(b) && a.number === b.number && a.generation !== b.generation) {
    walk.find('content', pair.whose)
    return undefined
  }
  // In plain content another reference is another thing, whatever it leads to.
  if (isPlain(role) && (isRef(a) !== isRef(b) || (isRef(a) && isRef(b) && a.number !== b.number))) {
    walk.find(role, pair.whose)
    return undefined
  }
  const number = isRef(a) && isRef(b) && a.number === b.number ? a.number : null
  const before = walk.before.now(a)
  const isUntouched = number === null ? false : untouched.now(number)
  // An untouched object is taken from the signed revision: what does not load there was completed by later bytes.
  const after = isUntouched === true ? before : walk.after.now(b)
  if (before === undefined || after === undefined || isUntouched === undefined) return compareLater(walk, rules, { ...pair, number }, untouched)
  return decide(walk, rules, { ...pair, before, after, number, whose: whoseOf(pair, number), untouched: isUntouched })
}

async function compareLater(walk: Walk, rules: Rules, pair: Pair & { readonly number: number | null }, untouched: Untouched): Promise<void> {
  const before = await walk.before.resolve(pair.before)
  const isUntouched = pair.number !== null && await untouched(pair.number)
  const after = isUntouched ? before : await walk.after.resolve(pair.after)
  await decide(walk, rules, { ...pair, before, after, whose: whoseOf(pair, pair.number), untouched: isUntouched })
}

function whoseOf({ whose, after }: Pair, number: number | null): Whose {
  const object = number ?? (isRef(after) ? after.number : whose.object)
  return object === whose.object ? whose : { ...whose, object }
}

interface ResolvedPair extends Pair { readonly untouched: boolean }

function decide(walk: Walk, rules: Rules, pair: ResolvedPair): Promise<void> | undefined {
  const { number = null, role } = pair
  if (number !== null && hasOtherGeneration(walk.before, walk.after, number)) walk.find('content', pair.whose)
  const rule = rules[role]
  if (rule) return rule(walk, pair)
  return isPlain(role) ? compareValues(walk, { ...pair, role }) : undefined
}

interface PlainPair extends ResolvedPair { readonly role: PlainRole }

function compareValues(walk: Walk, pair: PlainPair): Promise<void> | undefined {
  const { before: a, after: b, role, whose, via } = pair
  if (isStream(a) && isStream(b)) return compareStreams(walk, a, b, pair)
  if (a === b) pushReferences(walk, a, pair, via)
  else if (isDict(a) && isDict(b)) pushEntries(walk, a, b, pair)
  else if (isArray(a) && isArray(b)) {
    if (a.length !== b.length) walk.find(role, whose)
    else for (const [index, item] of a.entries()) walk.push({ before: item, after: b[index] ?? null, role, whose, via })
  } else if (!sameScalar(a, b)) walk.find(role, whose)
  return undefined
}

async function compareStreams(walk: Walk, a: PdfStream, b: PdfStream, pair: PlainPair): Promise<void> {
  if (!await sameStream(walk, a, b, pair.untouched)) walk.find(pair.role, pair.whose)
  if (a.dict === b.dict) pushReferences(walk, a.dict, pair, pair.via)
  else pushEntries(walk, a.dict, b.dict, pair)
}

/** Of one and the same value only what it refers to may differ. In the order in which pairs of its parts would come up. */
function pushReferences(walk: Walk, value: PdfObject, pair: PlainPair, via: string): void {
  if (isRef(value)) walk.push({ before: value, after: value, role: pair.role, whose: pair.whose, via })
  else if (isArray(value)) for (const item of value) pushReferences(walk, item, pair, via)
  else if (isDict(value)) for (const [key, item] of value) pushReferences(walk, item, pair, key)
}

/** Pairs of every key on either side; scalars at once, without a place in the queue. */
function pushEntries(walk: Walk, a: PdfDict, b: PdfDict, { role, whose }: Pair): void {
  for (const [via, values] of entriesThatMayDiffer(a, b)) walk.push({ ...values, role, whose, via })
}

export type Values = Pick<Pair, 'before' | 'after'>

/** The keys of either side whose values are not the same scalar. */
export function* entriesThatMayDiffer(a: PdfDict, b: PdfDict): Generator<[string, Values]> {
  for (const [key, before] of a) {
    const after = b.get(key) ?? null
    if (!sameScalar(before, after)) yield [key, { before, after }]
  }
  for (const [key, after] of b) if (!a.has(key) && after !== null) yield [key, { before: null, after }]
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
