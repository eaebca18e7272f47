/** Fields filled after signing: what they show must be what was filled in, and no more than a field's place. */
import type { PdfField } from '../pdf/fields.ts'
import { isArray, isDict, isRef, isStream, isString, nameOf, textOf, type PdfDict, type PdfObject, type PdfRef } from '../pdf/objects.ts'
import type { PdfFile } from '../pdf/open.ts'
import type { Finding } from './change-walk.ts'
import { readLook } from './filled-look.ts'
import { createUntouched } from './untouched.ts'
import { LARGEST_SHARE, pagesOfWidgets, shareOfPage } from './new-signature.ts'

const PASSWORD_FLAG = 1 << 13

/** No finding for a field that shows its value; `form-look` where it shows another, `form-look-added` where that cannot be told. */
export async function judgeFilled(before: PdfFile, after: PdfFile, filled: readonly PdfField[]): Promise<Finding[]> {
  if (filled.length === 0) return []
  const pages = await pagesOfWidgets(after)
  const findings: Finding[] = []
  for (const field of filled) {
    for (const ref of field.widgets) {
      const widget = await after.resolveDict(ref)
      const page = pages.get(ref.number)?.[0]
      // A look that stayed shows what was signed, whatever the value says now.
      if (!widget || await hasSameLook(before, after, ref)) continue
      const covers = page ? await shareOfPage(after, widget, page) > LARGEST_SHARE : false
      const said = field.type === 'Btn' ? await stateOf(after, field, widget) : await saysOtherwise(after, field, widget) ? 'unreadable' : await compareLook(after, field, widget)
      if (said !== 'value' || covers) findings.push({ rule: said === 'other' ? 'form-look' : 'form-look-added', field: field.name, object: ref.number, page: page ? page.index + 1 : null })
    }
  }
  return findings
}

async function hasSameLook(before: PdfFile, after: PdfFile, widget: PdfRef): Promise<boolean> {
  const [a, b] = await Promise.all([before, after].map(async file => (await file.resolveDict((await file.resolveDict(widget))?.get('AP')))?.get('N') ?? null))
  return isRef(a) && isRef(b) && a.number === b.number && createUntouched(before, after)(a.number)
}

/** A check box or radio button is in the state that its value says (§12.7.5.2.3), where it has looks for states at all. */
async function stateOf(file: PdfFile, { value }: PdfField, widget: PdfDict): Promise<'value' | 'unreadable'> {
  const looks = await file.resolveDict((await file.resolveDict(widget.get('AP')))?.get('N'))
  const chosen = nameOf(await file.resolve(value)) ?? 'Off'
  const expected = looks?.has(chosen) === true ? chosen : 'Off'
  return looks === null || (nameOf(await file.resolve(widget.get('AS'))) ?? 'Off') === expected ? 'value' : 'unreadable'
}

/** What the look of a text or choice field says: its value, certainly something else, or nothing that we can read. */
async function compareLook(file: PdfFile, { value, dict, type }: PdfField, widget: PdfDict): Promise<'value' | 'other' | 'unreadable'> {
  const looks = await file.resolve(widget.get('AP'))
  const look = isDict(looks) ? await file.resolve(looks.get('N')) : null
  // Without a look the reader draws the value itself.
  if (!isStream(look)) return looks === null ? 'value' : 'unreadable'
  const shown = await readLook(file, look)
  if (shown === 'more-than-text') return 'other'
  const typed = bare(await valueText(file, value))
  const flags = await file.resolve(dict.get('Ff'))
  if (typeof flags === 'number' && (flags & PASSWORD_FLAG) !== 0) return /^[*•]*$/.test(bare(shown.text)) ? 'value' : 'other'
  if (isWithin(bare(shown.text), typed)) return shown.isPlain ? 'value' : 'unreadable'
  // A choice is stored by one word and shown by another; a list shows what was not chosen as well.
  if (type === 'Ch') return shown.isPlain && await showsOption(file, dict, shown.text) ? 'value' : 'unreadable'
  return shown.isCertain ? 'other' : 'unreadable'
}

/** A value is written twice: as rich text (RV), and for a choice by its place in the list (I). Readers draw by either. */
async function saysOtherwise(file: PdfFile, { value, dict, type }: PdfField, widget: PdfDict): Promise<boolean> {
  const rich = await valueText(file, widget.get('RV') ?? dict.get('RV') ?? null)
  const plain = rich.replace(/<[^>]*>/g, '').replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Math.min(Number(code), 0xffff))).replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? '')
  if (plain !== '' && bare(plain) !== bare(await valueText(file, value))) return true
  const places = type === 'Ch' ? await file.resolve(widget.get('I') ?? dict.get('I')) : null
  if (!isArray(places)) return false
  const chosen = await file.resolve(value)
  const words = (isArray(chosen) ? chosen : [chosen]).map(item => isString(item) ? bare(textOf(item)) : '')
  const options = await file.resolve(dict.get('Opt'))
  for (const place of places) {
    const option = isArray(options) && typeof place === 'number' ? await file.resolve(options[place]) : null
    const word = isArray(option) ? await file.resolve(option[0]) : option
    if (!isString(word) || !words.includes(bare(textOf(word)))) return true
  }
  return places.length !== words.length
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

async function valueText(file: PdfFile, value: PdfObject): Promise<string> {
  const resolved = await file.resolve(value)
  if (isString(resolved)) return textOf(resolved)
  if (!isStream(resolved)) return ''
  return textOf({ kind: 'string', bytes: await file.decode(resolved), hex: false })
}

/** True when the look is one of the words that the field offers for its values (§12.7.5.4). */
async function showsOption(file: PdfFile, dict: PdfDict, shown: string): Promise<boolean> {
  const options = await file.resolve(dict.get('Opt'))
  for (const option of isArray(options) ? options : []) {
    const entry = await file.resolve(option)
    const word = isArray(entry) ? await file.resolve(entry[1]) : entry
    if (isString(word) && bare(textOf(word)) === bare(shown)) return true
  }
  return false
}

/** Blanks are laid out anew by every writer; letters are not. */
function bare(text: string): string {
  return text.normalize('NFC').replace(/\s/g, '')
}

/**
 * True when the look says, in order, nothing but letters of the value. It may say less: a date's words stand in print and
 * only its figures are drawn between them, and a long value may not fit.
 */
function isWithin(shown: string, value: string): boolean {
  let from = 0
  for (let index = 0; index < shown.length; index += 1) {
    from = value.indexOf(shown.charAt(index), from) + 1
    if (from === 0) return false
  }
  return true
}
