/** A signature field that came: whether it does nothing but carry a signature, or wait for one (ISO 32000-2 §12.7.5.5). */
import { listFields } from '../pdf/fields.ts'
import { pageGeometry, rectOf } from '../pdf/geometry.ts'
import { isArray, isDict, isRef, isStream, nameOf, type PdfDict, type PdfObject } from '../pdf/objects.ts'
import type { PdfFile } from '../pdf/open.ts'
import { listPages, type PdfPage } from '../pdf/pages.ts'
import type { SignatureField } from '../pdf/signature-fields.ts'
import type { Finding } from './change-walk.ts'

/** Field and widget in one: no action, no layer, nothing that another program would run or hide. */
const KEYS = new Set([
  'Type', 'Subtype', 'FT', 'T', 'TU', 'TM', 'Ff', 'V', 'DV', 'F', 'P', 'Rect', 'AP', 'AS', 'Lock', 'SV', 'MK', 'DA', 'DR', 'Q', 'M', 'NM', 'BS', 'Border', 'H',
  'C', 'Parent', 'Kids', 'StructParent', 'Contents',
])
/** Annotation flags (Table 167). NoView alone is not unseen: with Print it comes out of the printer, with ToggleNoView under the mouse. */
const [HIDDEN, PRINT, NO_VIEW, TOGGLE_NO_VIEW] = [0x02, 0x04, 0x20, 0x100]
/** A seal covers a fiftieth of a page; what covers more than this is another page laid over the signed one. */
export const LARGEST_SHARE = 0.25

/** One finding a signature; `signature-odd` where its field does more than a signature's. */
export async function judgeArrivals(after: PdfFile, arrivals: readonly SignatureField[]): Promise<Finding[]> {
  if (arrivals.length === 0) return []
  const pages = await pagesOfWidgets(after)
  const names = (await listFields(after)).map(field => field.name)
  const findings: Finding[] = []
  for (const one of arrivals) {
    const finding = await judgeArrival(after, one, pages)
    // A name twice is two answers to "who signed here".
    const isOnlyOne = names.indexOf(one.field.name) === names.lastIndexOf(one.field.name)
    findings.push(isOnlyOne ? finding : { ...finding, rule: 'signature-odd' })
  }
  return findings
}

async function judgeArrival(file: PdfFile, { field, signature }: SignatureField, pages: ReadonlyMap<number, readonly PdfPage[]>): Promise<Finding> {
  const [ref = field.ref, ...more] = field.widgets
  const shownOn = field.widgets.flatMap(widget => pages.get(widget.number) ?? [])
  const [page] = shownOn
  const whose = { field: field.name, object: field.ref.number, page: page ? page.index + 1 : null }
  const widget = await file.resolveDict(ref)
  const isPlain = more.length === 0 && shownOn.length <= 1 && widget !== null && hasOnly(KEYS, field.dict) && hasOnly(KEYS, widget)
    && isWidget(await file.resolve(widget.get('Subtype'))) && await hasPlainLook(file, widget)
  if (!isPlain) return { rule: 'signature-odd', ...whose }
  const area = page && isSeen(await file.resolve(widget.get('F'))) ? await shareOfPage(file, widget, page) : 0
  if (area > LARGEST_SHARE && (widget.has('AP') || await hasGround(file, widget))) return { rule: 'signature-odd', ...whose }
  const share = widget.has('AP') ? area : 0
  // Nobody answers for what an unsigned field shows.
  if (share > 0 && signature === null) return { rule: 'form-look-added', ...whose }
  if (share > 0) return { rule: 'signature-shown', ...whose }
  return { rule: signature?.type === 'DocTimeStamp' ? 'timestamp-added' : 'signature-added', ...whose }
}

/** Fields that waited and are signed now: their places were given when the document was signed, what they show was not. */
export async function judgeFulfilled(after: PdfFile, fulfilled: readonly SignatureField[]): Promise<Finding[]> {
  if (fulfilled.length === 0) return []
  const pages = await pagesOfWidgets(after)
  const findings: Finding[] = []
  for (const { field } of fulfilled) {
    for (const ref of field.widgets) {
      const [widget, [page]] = [await after.resolveDict(ref), pages.get(ref.number) ?? []]
      const covers = widget && page && isSeen(await after.resolve(widget.get('F'))) && widget.has('AP') ? await shareOfPage(after, widget, page, SMALLEST_PAPER) > LARGEST_SHARE : false
      if (!widget || covers || !await hasPlainLook(after, widget)) findings.push({ rule: 'signature-odd', field: field.name, object: ref.number, page: page ? page.index + 1 : null })
    }
  }
  return findings
}

/** Some readers paint the ground of a field that has no look. */
async function hasGround(file: PdfFile, widget: PdfDict): Promise<boolean> {
  return (await file.resolveDict(widget.get('MK')))?.has('BG') === true
}

function hasOnly(keys: ReadonlySet<string>, dict: PdfDict): boolean {
  return [...dict.keys()].every(key => keys.has(key))
}

function isWidget(subtype: Parameters<typeof nameOf>[0]): boolean {
  return subtype === null || nameOf(subtype) === 'Widget'
}

/** One look in all states: another under the mouse would show what was never seen when signing. */
async function hasPlainLook(file: PdfFile, widget: PdfDict): Promise<boolean> {
  const looks = await file.resolve(widget.get('AP'))
  if (looks === null) return true
  if (!isDict(looks) || [...looks.keys()].some(key => key !== 'N')) return false
  const look = await file.resolve(looks.get('N'))
  return look === null || (isStream(look) && !look.dict.has('OC'))
}

function isSeen(flags: PdfObject): boolean {
  if (typeof flags !== 'number') return true
  return (flags & HIDDEN) === 0 && ((flags & NO_VIEW) === 0 || (flags & (PRINT | TOGGLE_NO_VIEW)) !== 0)
}

/** A field that was there fills half of a visiting card honestly; a quarter of this is larger than any seal with its signature. */
const SMALLEST_PAPER = 160_000

/** Which part of its page the widget covers; a page smaller than `atLeast` (square points) counts as that large. */
export async function shareOfPage(file: PdfFile, widget: PdfDict, page: PdfPage, atLeast = 0): Promise<number> {
  const rect = await rectOf(file, widget.get('Rect'))
  if (!rect) return 0
  const { box } = await pageGeometry(file, page)
  const across = Math.min(rect[2], box[2]) - Math.max(rect[0], box[0])
  const up = Math.min(rect[3], box[3]) - Math.max(rect[1], box[1])
  return across > 0 && up > 0 ? (across * up) / Math.max(atLeast, (box[2] - box[0]) * (box[3] - box[1])) : 0
}

/** The pages that show a widget, by its number. */
export async function pagesOfWidgets(file: PdfFile): Promise<ReadonlyMap<number, readonly PdfPage[]>> {
  const found = new Map<number, PdfPage[]>()
  for (const page of await listPages(file)) {
    const annotations = await file.resolve(page.dict.get('Annots'))
    for (const item of isArray(annotations) ? annotations : []) {
      if (isRef(item)) found.set(item.number, [...found.get(item.number) ?? [], page])
    }
  }
  return found
}
