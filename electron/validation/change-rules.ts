/**
 * What may differ after a signature, place by place. Allowed: evidence in the DSS, metadata, and another signature with
 * its field and widget. Everything else is found by the walk and judged in `changes.ts`.
 */
import { isArray, isDict, isRef, nameOf, type PdfDict } from '../pdf/objects.ts'
import { sameScalar, type Pair, type Role, type Rules, type Walk } from './change-walk.ts'
import type { FieldMap } from './field-map.ts'

const EMPTY: PdfDict = new Map()

/** Keys of an xref stream's own dictionary and of the chain, which differ in every update. */
const OF_THE_SECTION = new Set(['Size', 'Prev', 'XRefStm', 'ID', 'Type', 'W', 'Index', 'Filter', 'DecodeParms', 'Length'])
/** Evidence and descriptions that no page shows (ISO 32000-2 §12.8.4.3; Info and XMP change with every writer). */
const FREE_IN_CATALOG = new Set(['DSS', 'Extensions', 'Metadata', 'Version'])
const UNSEEN_IN_CATALOG = new Set(['StructTreeRoot', 'MarkInfo', 'Lang', 'PieceInfo', 'Perms', 'Requirements', 'Legal', 'SpiderInfo'])
/** What signing writes into the field and widget that was prepared for it. */
const BY_SIGNING = new Set(['V', 'AP', 'AS', 'M', 'MK', 'F', 'DA', 'P', 'BS', 'Border'])
/** What filling a field writes; its rectangle is not among it, so the change stays where the field was when it was signed. */
const BY_FILLING = new Set(['V', 'AP', 'AS', 'RV', 'I', 'M'])

export function changeRules(fields: FieldMap): Rules {
  return {
    trailer: (walk, pair) => eachKey(walk, pair, (key, { after }) => {
      // What a writer left out of its trailer (a checksum, a producer's mark) adds nothing.
      if (OF_THE_SECTION.has(key) || key === 'Info' || (after === null && key !== 'Root')) return null
      return key === 'Root' ? 'catalog' : 'unseen'
    }),
    catalog: (walk, pair) => eachKey(walk, pair, key => {
      if (FREE_IN_CATALOG.has(key)) return null
      if (key === 'AcroForm') return 'acroform'
      if (key === 'Pages') return 'pages'
      return UNSEEN_IN_CATALOG.has(key) ? 'unseen' : 'visible'
    }),
    acroform: (walk, pair) => eachKey(walk, pair, (key, { before }) => {
      if (key === 'SigFlags' || (key === 'DA' && before === null)) return null
      if (key === 'Fields') return 'fields'
      if (key === 'DR') return 'resources'
      return key === 'NeedAppearances' ? 'unseen' : 'visible'
    }),
    // Fonts may be added to the form's resources for new appearances; what was there stays.
    resources: (walk, pair) => eachKey(walk, pair, () => 'resource-names'),
    'resource-names': (walk, pair) => eachKey(walk, pair, (_, { before }) => before === null ? null : 'visible'),
    fields: (walk, pair) => grownList(walk, pair, fields, 'fields'),
    annots: (walk, pair) => grownList(walk, pair, fields, 'annots'),
    field: (walk, pair) => compareField(walk, pair, fields),
    pages: (walk, pair) => comparePageNode(walk, pair),
  }
}

type Values = Pick<Pair, 'before' | 'after'>

function valuesOf(before: PdfDict, after: PdfDict): [string, Values][] {
  const keys = [...new Set([...before.keys(), ...after.keys()])]
  return keys.map((key): [string, Values] => [key, { before: before.get(key) ?? null, after: after.get(key) ?? null }])
    .filter(([, values]) => !sameScalar(values.before, values.after))
}

/** Gives every key's values the role that the rule names; null lets them differ. */
async function eachKey(walk: Walk, pair: Pair, roleOf: (key: string, values: Values) => Role | null): Promise<void> {
  const before = pair.before ?? EMPTY
  const after = pair.after ?? EMPTY
  if (!isDict(before) || !isDict(after)) return asContent(walk, pair)
  for (const [key, values] of valuesOf(before, after)) {
    const role = roleOf(key, values)
    if (role) walk.push({ ...values, role, field: pair.field })
  }
}

/** What is not of the kind that a rule is about gets no leniency from it. */
function asContent(walk: Walk, { before, after, field }: Pair): void {
  walk.push({ before, after, role: 'visible', field })
}

/** A list that may only gain fields and widgets of new signatures; what was in it stays, in its order. */
async function grownList(walk: Walk, pair: Pair, fields: FieldMap, list: 'fields' | 'annots'): Promise<void> {
  const before = pair.before ?? []
  const after = pair.after ?? []
  if (!isArray(before) || !isArray(after)) return asContent(walk, pair)
  const kept = after.filter(item => !(isRef(item) && fields.newSignatures.has(item.number)))
  if (kept.length !== before.length) return walk.find({ kind: 'visible', field: pair.field })
  for (const [index, item] of before.entries()) {
    const other = kept[index] ?? null
    const isSame = isRef(item) && isRef(other) && item.number === other.number
    const isField = isSame && (list === 'fields' || fields.known.has(item.number))
    walk.push({ before: item, after: other, role: isField ? 'field' : 'visible', field: null })
  }
}

/** A field, or a widget of one, that existed when the document was signed. */
async function compareField(walk: Walk, pair: Pair, fields: FieldMap): Promise<void> {
  const { before, after } = pair
  if (!isDict(before) || !isDict(after)) return asContent(walk, pair)
  const known = fields.of(pair.number ?? -1)
  const isNewlySigned = known?.state === 'empty-signature' && known.isSignedLater
  for (const [key, values] of valuesOf(before, after)) {
    if (isNewlySigned && BY_SIGNING.has(key)) {
      walk.find({ kind: 'signed', field: known.name })
      continue
    }
    const field = known?.name ?? null
    if (key === 'Kids') walk.push({ ...values, role: 'fields', field })
    else walk.push({ ...values, role: known?.state === 'value' && BY_FILLING.has(key) ? 'form' : 'visible', field })
  }
}

async function comparePageNode(walk: Walk, pair: Pair): Promise<void> {
  const { before, after } = pair
  if (!isDict(before) || !isDict(after)) return asContent(walk, pair)
  const isPage = nameOf(await walk.before.resolve(before.get('Type'))) === 'Page' || !before.has('Kids')
  for (const [key, values] of valuesOf(before, after)) {
    if (!isPage && key === 'Kids') await comparePages(walk, values)
    else walk.push({ ...values, role: isPage && key === 'Annots' ? 'annots' : 'visible', field: null })
  }
}

async function comparePages(walk: Walk, values: Values): Promise<void> {
  const before = await walk.before.resolve(values.before)
  const after = await walk.after.resolve(values.after)
  if (!isArray(before) || !isArray(after) || before.length !== after.length) return walk.find({ kind: 'visible', field: null })
  for (const [index, page] of before.entries()) {
    const other = after[index] ?? null
    const isSame = isRef(page) && isRef(other) && page.number === other.number
    walk.push({ before: page, after: other, role: isSame ? 'pages' : 'visible', field: null })
  }
}
