/**
 * What may differ after a signature, place by place. Form and annotations have rules of their own (`change-form.ts`,
 * `change-annotations.ts`); everything that no rule names is content and must not differ.
 */
import { isArray, isDict, isRef, nameOf, type PdfDict } from '../pdf/objects.ts'
import { sameScalar, type Pair, type Role, type Rules, type Values, type Walk } from './change-walk.ts'
import { asContent, eachKey } from './change-keys.ts'
import { annotationRules } from './change-annotations.ts'
import { evidenceRule } from './change-evidence.ts'
import { formRules } from './change-form.ts'
import { tagRules } from './change-tags.ts'
import type { FieldMap } from './field-map.ts'

/** Keys of an xref stream's own dictionary and of the chain, which differ in every update. */
const OF_THE_SECTION = new Set(['Size', 'Prev', 'XRefStm', 'Type', 'W', 'Index', 'Filter', 'DecodeParms', 'Length'])
/** Descriptions that no page shows: Info and XMP change with every writer (ISO 32000-2 §14.3), versions say what follows. */
const METADATA = new Set(['Extensions', 'Metadata', 'Version', 'Info'])
/** Not shown, but a screen reader or a workflow reads it: neither allowed nor certainly an attack. */
const UNSEEN_IN_CATALOG = new Set(['StructTreeRoot', 'MarkInfo', 'Lang', 'PieceInfo', 'Requirements', 'Legal', 'SpiderInfo'])

/** `pages`: the numbers from 1 of the signed revision's pages by their objects. */
export interface RuleContext { readonly fields: FieldMap; readonly pages: ReadonlyMap<number, number> }

/** Of a page: its place among the tags, the order of the tab key, and programs' own notes (ISO 32000-2 Table 31). */
const UNSEEN_ON_PAGE = new Set(['StructParents', 'Tabs', 'LastModified', 'PieceInfo'])

export function changeRules({ fields, pages }: RuleContext): Rules {
  return {
    trailer: compareTrailer,
    catalog: (walk, pair) => eachKey(walk, pair, (key, values) => catalogRole(walk, key, { ...pair, ...values })),
    // Fonts may be added to the form's resources for new appearances; what was there stays, and what has no look of its own.
    resources: (walk, pair) => eachKey(walk, pair, () => 'resource-names'),
    'resource-names': (walk, pair) => eachKey(walk, pair, (key, { before }) => before !== null ? 'content' : fields.drawnWith.has(key) ? 'form-look-added' : null),
    pages: (walk, pair) => comparePageNode(walk, pair, pages),
    evidence: evidenceRule,
    ...tagRules,
    ...formRules(fields),
    ...annotationRules(fields),
  }
}

async function compareTrailer(walk: Walk, pair: Pair): Promise<void> {
  await eachKey(walk, pair, (key, { before, after }) => {
    if (METADATA.has(key)) walk.find('metadata', pair.whose)
    // Objects above Size do not exist for a strict reader (§7.5.5).
    if (key === 'Size' && Number(after) < Number(before)) walk.find('content', pair.whose)
    if (OF_THE_SECTION.has(key) || METADATA.has(key)) return null
    // The first half of ID is part of the key of an encrypted file; elsewhere it is a name (§14.4).
    if (key === 'ID') return walk.before.encryption === null ? null : firstsDiffer({ before, after }) ? 'content' : null
    if (key === 'Encrypt') return 'content'
    if (key !== 'Root') return after === null ? null : 'structure' // a writer's own mark left out adds nothing
    // Another catalog is another document, whatever it looks like ("shadow hide-and-replace" works by it).
    return isRef(before) && isRef(after) && before.number === after.number ? 'catalog' : 'content'
  })
}

function firstsDiffer({ before, after }: Values): boolean {
  if (!isArray(before) || !isArray(after)) return true
  const [a = null] = before
  const [b = null] = after
  return !sameScalar(a, b)
}

function catalogRole(walk: Walk, key: string, pair: Pair): Role | null {
  if (key === 'DSS') return 'evidence'
  if (METADATA.has(key)) {
    walk.find('metadata', pair.whose)
    return null
  }
  if (key === 'AcroForm') return 'acroform'
  const { before, after } = pair
  if (key === 'StructTreeRoot' && before !== null && after !== null) return 'tags'
  if (key === 'Pages') return isRef(before) && isRef(after) && before.number === after.number ? 'pages' : 'content'
  return UNSEEN_IN_CATALOG.has(key) ? 'structure' : 'content'
}

/** A node of the page tree: its kids stay, in their order; a page changes nowhere but in its annotations. */
async function comparePageNode(walk: Walk, pair: Pair, pages: RuleContext['pages']): Promise<void> {
  const { before, after } = pair
  if (!isDict(before) || !isDict(after)) return asContent(walk, pair)
  const isPage = nameOf(await walk.before.resolve(before.get('Type'))) === 'Page' || !before.has('Kids')
  const own: Pair = isPage ? { ...pair, whose: { ...pair.whose, page: pages.get(pair.number ?? -1) ?? null } } : pair
  if (!isPage) await compareKids(walk, { ...pair, before: before.get('Kids') ?? null, after: after.get('Kids') ?? null })
  const isTabbed = isPage && await hasMoreAnnotations(walk, before, after)
  await eachKey(walk, own, (key, values) => {
    // Who adds the first field or comment to a tagged page says in which order the tab key finds them (PDF/UA).
    if (isTabbed && key === 'Tabs' && values.before === null) return tagged(walk, own)
    if (isPage) return key === 'Annots' ? 'annots' : UNSEEN_ON_PAGE.has(key) ? 'structure' : 'content'
    return key === 'Kids' ? null : 'content'
  })
}

function tagged(walk: Walk, { whose }: Pair): null {
  walk.find('tags', whose)
  return null
}

async function hasMoreAnnotations(walk: Walk, before: PdfDict, after: PdfDict): Promise<boolean> {
  const [were, are] = [await walk.before.resolve(before.get('Annots')), await walk.after.resolve(after.get('Annots'))]
  return isArray(are) && are.length > (isArray(were) ? were.length : 0)
}

async function compareKids(walk: Walk, pair: Pair): Promise<void> {
  const before = await walk.before.resolve(pair.before)
  const after = await walk.after.resolve(pair.after)
  if (!isArray(before) || !isArray(after) || before.length !== after.length) return walk.find('content', pair.whose)
  for (const [index, page] of before.entries()) {
    const other = after[index] ?? null
    const isSame = isRef(page) && isRef(other) && page.number === other.number
    walk.push({ before: page, after: other, role: isSame ? 'pages' : 'content', whose: pair.whose, via: 'Kids' })
  }
}
