/** Where signatures show: page and rectangle of a field's widget. */
import type { SignatureVerdict } from '../../shared/model/signature-report.ts'
import { pageGeometry, rectOf, toDisplaySpace } from '../pdf/geometry.ts'
import { isArray, isRef } from '../pdf/objects.ts'
import type { PdfFile } from '../pdf/open.ts'
import { listPages, type PdfPage } from '../pdf/pages.ts'
import type { PdfField } from '../pdf/fields.ts'

type Place = SignatureVerdict['place']
/** Annotation flags Hidden and NoView (ISO 32000-2 Table 167). */
const UNSEEN_FLAGS = 0x02 | 0x20

/** The pages by the numbers of the annotations that they show. */
export async function pagesByWidget(file: PdfFile): Promise<ReadonlyMap<number, PdfPage>> {
  const found = new Map<number, PdfPage>()
  for (const page of await listPages(file)) {
    const annotations = await file.resolve(page.dict.get('Annots'))
    for (const one of isArray(annotations) ? annotations : []) if (isRef(one) && !found.has(one.number)) found.set(one.number, page)
  }
  return found
}

/** Null for a signature that shows nowhere. */
export async function placeOf(file: PdfFile, field: PdfField, pages: ReadonlyMap<number, PdfPage>): Promise<Place> {
  const [widget] = field.widgets
  const page = widget && pages.get(widget.number)
  if (!page) return null
  const dict = await file.resolveDict(widget)
  const flags = dict?.get('F')
  const rect = await rectOf(file, dict?.get('Rect'))
  if (!rect || (typeof flags === 'number' && flags & UNSEEN_FLAGS) || rect[2] <= rect[0] || rect[3] <= rect[1]) return null
  const [left, bottom, right, top] = toDisplaySpace(await pageGeometry(file, page), rect).map(value => Math.round(value * 100) / 100)
  return { page: page.index + 1, rect: [left ?? 0, bottom ?? 0, right ?? 0, top ?? 0] }
}
