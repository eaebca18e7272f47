/** What may differ in the form: another signature with its field, the values of fields that were there, nothing else. */
import { isArray, isDict, isRef, type PdfObject } from '../pdf/objects.ts'
import { asContent, eachKey } from './change-keys.ts'
import type { Pair, Role, Rules, Values, Walk } from './change-walk.ts'
import type { FieldMap, KnownField } from './field-map.ts'

/** What signing writes into the field and widget that was prepared for it; their rectangle stays. */
const BY_SIGNING = new Set(['V', 'AP', 'AS', 'M', 'MK', 'F', 'DA', 'P', 'BS', 'Border', 'H', 'NM', 'StructParent', 'Type', 'Lock'])
/** What filling writes beside the looks (ISO 32000-2 §12.7.4); the rectangle is not among it, so the change stays where the field was. */
const BY_FILLING = new Set(['V', 'M'])
const LOOKS = new Set(['AP', 'AS', 'RV', 'I'])
/** ReadOnly, Required, NoExport (Table 227): programs set them when a signature locks a field; no look depends on them. */
const UNSEEN_FLAGS = 7

export function formRules(fields: FieldMap): Rules {
  return {
    acroform: (walk, pair) => eachKey(walk, pair, (key, values) => acroformRole(key, values, { isNew: pair.before === null, isDrawnBy: fields.drawnWith.size > 0 })),
    fields: (walk, pair) => compareFieldList(walk, pair, fields),
    field: (walk, pair) => compareField(walk, pair, fields),
  }
}

/** `isDrawnBy`: some values have no look, and are drawn by the form's defaults. */
function acroformRole(key: string, { before, after }: Values, form: { readonly isNew: boolean; readonly isDrawnBy: boolean }): Role | null {
  if (key === 'SigFlags') return isMore(before, after) ? null : 'structure'
  if (key === 'Q' && form.isNew) return null
  if (key === 'DA' && before === null) return form.isDrawnBy ? 'form-look-added' : null
  if (key === 'Fields') return 'fields'
  if (key === 'DR') return 'resources'
  // Asking readers to draw the fields anew may change what they show; no longer asking does not.
  if (key === 'NeedAppearances') return after === true ? 'structure' : null
  return 'content'
}

/** A list that may only gain fields of new signatures; what was in it stays, in its order. */
async function compareFieldList(walk: Walk, pair: Pair, fields: FieldMap): Promise<void> {
  const before = pair.before ?? []
  const after = pair.after ?? []
  if (!isArray(before) || !isArray(after)) return asContent(walk, pair)
  const kept = after.filter(item => !(isRef(item) && fields.newSignatures.has(item.number)))
  if (kept.length !== before.length) return walk.find('content', pair.whose)
  for (const [index, item] of before.entries()) {
    const other = kept[index] ?? null
    const isSame = isRef(item) && isRef(other) && item.number === other.number
    walk.push({ before: item, after: other, role: isSame ? 'field' : 'content', whose: pair.whose, via: 'Fields' })
  }
}

/** A field, or a widget of one, that existed when the document was signed. */
async function compareField(walk: Walk, pair: Pair, fields: FieldMap): Promise<void> {
  if (!isDict(pair.before) || !isDict(pair.after)) return asContent(walk, pair)
  const known = fields.of(pair.number ?? -1)
  const own: Pair = { ...pair, whose: { ...pair.whose, field: known?.name ?? pair.whose.field } }
  await eachKey(walk, own, (key, values) => fieldRole(key, values, known))
}

function fieldRole(key: string, values: Values, known: KnownField | null): Role | null {
  // A field that ends in widgets does not become the parent of another.
  if (key === 'Kids') return known === null ? 'fields' : 'content'
  if (known?.state === 'empty-signature' && known.isSignedLater && BY_SIGNING.has(key)) {
    return key === 'Lock' && values.before !== null ? 'content' : 'signature-filled'
  }
  if (key === 'Ff' && differOnlyIn(UNSEEN_FLAGS, values)) return null
  if (known?.state !== 'value') return 'content'
  if (BY_FILLING.has(key)) return 'form-value'
  if (!LOOKS.has(key)) return 'content'
  // A button has a look for each state already; only the state is filled in.
  if (known.isFilledLater && (known.type !== 'Btn' || key === 'AS')) return 'form-value'
  // Looks that change while the value stays say something that nobody filled in.
  return values.before === null ? 'form-look-added' : 'form-look'
}

/** SignaturesExist and AppendOnly (Table 225): signing sets them, nobody takes them back. */
function isMore(before: PdfObject, after: PdfObject): boolean {
  return typeof after === 'number' && (after === 1 || after === 3) && (Number(before ?? 0) & ~after) === 0
}

function differOnlyIn(mask: number, { before, after }: Values): boolean {
  return typeof (before ?? 0) === 'number' && typeof (after ?? 0) === 'number' && ((Number(before) ^ Number(after)) & ~mask) === 0
}
