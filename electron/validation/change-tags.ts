/**
 * What may differ among a document's tags (ISO 32000-2 §14.7): who adds a signature field or a comment to a tagged document
 * must tag it too. Nothing that was tagged may be read in another way or order.
 */
import { isArray, isDict, isRef, nameOf, type PdfDict, type PdfObject } from '../pdf/objects.ts'
import type { PdfFile } from '../pdf/open.ts'
import { entriesThatMayDiffer, sameScalar, type Pair, type Rules, type Walk } from './change-walk.ts'

/** Of an element that holds nothing but a field or a comment; what it would have a screen reader say stands in that. */
const KEYS = new Set(['Type', 'S', 'P', 'K', 'Pg'])
const KINDS = new Set(['Annot', 'Form'])
const KEYS_OF_REFERENCE = new Set(['Type', 'Obj', 'Pg'])
/** Nodes of the tree by which annotations find their tags. */
const MOST_NODES = 50_000

export const tagRules: Rules = {
  tags: compareRoot,
  tag: compareTag,
  'tag-parents': compareParents,
}

async function compareRoot(walk: Walk, pair: Pair): Promise<void> {
  const { before, after, whose } = pair
  if (!isDict(before) || !isDict(after)) return walk.find('structure', whose)
  for (const [via, values] of entriesThatMayDiffer(before, after)) {
    if (via === 'ParentTreeNextKey' && Number(values.after) > Number(values.before)) walk.find('tags', whose)
    else if (via === 'ParentTree') await compareParentTree(walk, { ...pair, ...values })
    else if (via === 'K') await compareKids(walk, { ...pair, ...values })
    else walk.push({ ...values, role: 'structure', whose, via })
  }
}

async function compareTag(walk: Walk, pair: Pair): Promise<void> {
  const { before, after, whose } = pair
  if (!isDict(before) || !isDict(after)) return walk.push({ ...pair, role: 'structure' })
  for (const [via, values] of entriesThatMayDiffer(before, after)) {
    if (via === 'K') await compareKids(walk, { ...pair, ...values })
    // Its parent and what it refers to have paths of their own.
    else if (!((via === 'P' || via === 'Obj') && sameRef(values.before, values.after))) walk.push({ ...values, role: 'structure', whose, via })
  }
}

/** What was there stays, in its order; between it stand new elements for new things. */
async function compareKids(walk: Walk, { before, after, whose }: Pair): Promise<void> {
  const [were, are] = [isArray(before) ? before : await listOf(walk.before, before), isArray(after) ? after : await listOf(walk.after, after)]
  let next = 0
  for (const kid of are) {
    const was = were[next] ?? null
    const isKept = next < were.length && (sameRef(was, kid) || sameScalar(was, kid) || (isDict(was) && isDict(kid)))
    if (isKept) {
      next += 1
      if (!sameScalar(was, kid)) walk.push({ before: was, after: kid, role: 'tag', whose, via: 'K' })
    } else walk.find(await isNewTag(walk, kid) ? 'tags' : 'structure', whose)
  }
  if (next < were.length) walk.find('structure', whose)
}

/** One kid or a list of them, which may be an object of its own. */
async function listOf(file: PdfFile, object: PdfObject): Promise<readonly PdfObject[]> {
  const list = await file.resolve(object)
  return isArray(list) ? list : object === null ? [] : [object]
}

function sameRef(a: PdfObject, b: PdfObject): boolean {
  return isRef(a) && isRef(b) && a.number === b.number
}

function isNew(walk: Walk, object: PdfObject | undefined): boolean {
  return isRef(object) && (walk.before.xref.get(object.number)?.kind ?? 'free') === 'free'
}

/** A new element that holds nothing but new annotations. */
async function isNewTag(walk: Walk, object: PdfObject): Promise<boolean> {
  const tag = isNew(walk, object) ? await walk.after.resolve(object) : null
  if (!isDict(tag) || !hasOnly(tag, KEYS) || !KINDS.has(nameOf(await walk.after.resolve(tag.get('S'))) ?? '')) return false
  for (const kid of await listOf(walk.after, tag.get('K') ?? null)) {
    const reference = await walk.after.resolve(kid)
    if (!isDict(reference) || !hasOnly(reference, KEYS_OF_REFERENCE) || nameOf(reference.get('Type')) !== 'OBJR' || !isNew(walk, reference.get('Obj'))) return false
  }
  return true
}

function hasOnly(dict: PdfDict, keys: ReadonlySet<string>): boolean {
  return [...dict.keys()].every(key => keys.has(key))
}

async function compareParentTree(walk: Walk, { before, after, whose }: Pair): Promise<void> {
  const [were, are] = [await numbersOf(walk.before, before), await numbersOf(walk.after, after)]
  if (were === null || are === null) return walk.find('structure', whose)
  for (const [key, value] of were) {
    if (are.has(key)) walk.push({ before: value, after: are.get(key) ?? null, role: 'tag-parents', whose, via: 'ParentTree' })
    else walk.find('structure', whose)
  }
  for (const [key, value] of are) if (!were.has(key)) walk.find(await isNewTag(walk, value) ? 'tags' : 'structure', whose)
}

/** The entries of a number tree (§7.9.7), however they are spread over nodes; null where it is none. */
async function numbersOf(file: PdfFile, root: PdfObject): Promise<ReadonlyMap<number, PdfObject> | null> {
  const found = new Map<number, PdfObject>()
  const open: PdfObject[] = [root]
  for (let count = 0; open.length > 0; count += 1) {
    const node = await file.resolve(open.pop())
    if (!isDict(node) || count > MOST_NODES) return null
    const [numbers, kids] = [await file.resolve(node.get('Nums')), await file.resolve(node.get('Kids'))]
    for (let at = 0; isArray(numbers) && at + 1 < numbers.length; at += 2) {
      const key = numbers[at]
      if (typeof key !== 'number' || found.has(key)) return null
      found.set(key, numbers[at + 1] ?? null)
    }
    if (isArray(kids)) open.push(...kids)
  }
  return found
}

/** The element of an annotation, or those of a page's pieces in their order. */
async function compareParents(walk: Walk, pair: Pair): Promise<void> {
  const { before, after, whose } = pair
  if (isArray(before) && isArray(after)) {
    if (before.length !== after.length) return walk.find('structure', whose)
    for (const [index, item] of before.entries()) comparePiece(walk, { ...pair, before: item, after: after[index] ?? null })
  } else if (isDict(before) && isDict(after) && pair.number != null) walk.push({ ...pair, before: { kind: 'ref', number: pair.number, generation: 0 }, after: { kind: 'ref', number: pair.number, generation: 0 }, role: 'tag' })
  else if (!sameScalar(before, after)) walk.find('structure', whose)
}

function comparePiece(walk: Walk, pair: Pair): void {
  if (sameRef(pair.before, pair.after)) walk.push({ ...pair, role: 'tag' })
  else if (!sameScalar(pair.before, pair.after)) walk.find('structure', pair.whose)
}
