/**
 * What may differ among a page's annotations: widgets by the rules of the form, comments where DocMDP 3 allows them
 * (ISO 32000-2 Table 257). An annotation that draws what it likes over the page ("evil annotation") is no comment.
 */
import { isArray, isDict, isRef, nameOf, type PdfArray, type PdfDict, type PdfObject } from '../pdf/objects.ts'
import { asContent, eachKey } from './change-keys.ts'
import type { Pair, Rules, Walk, Whose } from './change-walk.ts'
import { COMMENTS } from './comment-look.ts'
import type { FieldMap } from './field-map.ts'

/** A comment that acts when it is clicked or shown, or hides with a layer, does more than comment. */
const MORE_THAN_A_COMMENT = ['A', 'AA', 'OC']

export function annotationRules(fields: FieldMap): Rules {
  return {
    annots: (walk, pair) => compareList(walk, pair, fields),
    annotation: (walk, pair) => compareAnnotation(walk, pair),
  }
}

/** What stays keeps its order; what came and what went is judged one by one. */
async function compareList(walk: Walk, pair: Pair, fields: FieldMap): Promise<void> {
  const before = pair.before ?? []
  const after = pair.after ?? []
  if (!isArray(before) || !isArray(after)) return asContent(walk, pair)
  const others = after.filter(item => !(isRef(item) && fields.newSignatures.has(item.number)))
  const came = new Set(strangers(others, before))
  const went = new Set(strangers(before, others))
  const kept = others.filter(item => !came.has(item))
  for (const item of [...came, ...went]) {
    const whose = { ...pair.whose, object: isRef(item) ? item.number : pair.whose.object }
    await judgeComment(walk, await (came.has(item) ? walk.after : walk.before).resolve(item), whose)
  }
  const stayed = before.filter(item => !went.has(item))
  if (kept.length !== stayed.length) return walk.find('content', pair.whose)
  for (const [index, item] of stayed.entries()) pushKept(walk, { ...pair, before: item, after: kept[index] ?? null }, fields)
}

/** Those of `list` that are references and not in `other`; what stands in the list directly has no identity to follow. */
function strangers(list: PdfArray, other: PdfArray): PdfObject[] {
  const known = new Set(other.flatMap(item => isRef(item) ? [item.number] : []))
  return list.filter(item => isRef(item) && !known.has(item.number))
}

function pushKept(walk: Walk, pair: Pair, fields: FieldMap): void {
  const { before, after } = pair
  const isSame = isRef(before) && isRef(after) && before.number === after.number
  walk.push({ ...pair, role: isSame ? (fields.known.has(before.number) ? 'field' : 'annotation') : 'content', via: 'Annots' })
}

/** An annotation that came or went: a comment (what it looks like is judged afterwards), or content. */
async function judgeComment(walk: Walk, annotation: PdfObject, whose: Whose): Promise<void> {
  if (!isDict(annotation) || !await isComment(walk, annotation)) return walk.find('content', whose)
  walk.find(annotation.has('AP') ? 'comment-look' : 'comment', whose)
}

async function isComment(walk: Walk, annotation: PdfDict): Promise<boolean> {
  return COMMENTS.has(nameOf(await walk.after.resolve(annotation.get('Subtype'))) ?? '') && !MORE_THAN_A_COMMENT.some(key => annotation.has(key))
}

/** An annotation that stayed: its own entries, as a comment's where it is and remains one. */
async function compareAnnotation(walk: Walk, pair: Pair): Promise<void> {
  const { before, after } = pair
  if (!isDict(before) || !isDict(after)) return asContent(walk, pair)
  const isFree = await isComment(walk, before) && await isComment(walk, after)
  await eachKey(walk, pair, key => !isFree || key === 'Subtype' ? 'content' : key === 'AP' || key === 'AS' ? 'comment-look' : 'comment')
}
