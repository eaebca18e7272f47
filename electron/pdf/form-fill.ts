import { addAppearance } from './appearance.ts'
import type { Mark, Size } from './drawing.ts'
import type { PdfField } from './fields.ts'
import type { Typeface } from './font-face.ts'
import { pageGeometry, rectOf, roomOf } from './geometry.ts'
import { isArray, isDict, isRef, pdfDict, pdfText, type PdfRef } from './objects.ts'
import { listPages, type PdfPage } from './pages.ts'
import type { Update } from './update.ts'

/** A value for a text field and how it is drawn into each of its widgets. */
export interface TextFill {
  readonly field: PdfField
  readonly value: string
  draw(room: Size): readonly Mark[]
}

/**
 * Fills a text field (ISO 32000-2 §12.7.5.3) and draws its value. NeedAppearances stays as it is: changing it would be a
 * change of the form that a signature before does not allow.
 */
export async function fillTextField(update: Update, { field, value, draw }: TextFill, type: Typeface | null): Promise<void> {
  await change(update, field.ref, [['V', pdfText(value)]])
  for (const widget of field.widgets) {
    const rect = await rectOf(update.file, (await update.file.resolveDict(widget))?.get('Rect'))
    const page = await pageOf(update, widget)
    if (rect === null || page === null) continue
    const geometry = await pageGeometry(update.file, page)
    const room = roomOf(geometry, rect)
    if (room.width <= 0 || room.height <= 0) continue
    const look = addAppearance(update, { marks: draw(room), type }, { ...room, rotation: geometry.rotation })
    await change(update, widget, [['AP', pdfDict({ N: look })]])
  }
}

async function change(update: Update, ref: PdfRef, entries: readonly (readonly [string, ReturnType<typeof pdfText> | ReturnType<typeof pdfDict>])[]): Promise<void> {
  const dict = await update.current(ref)
  if (isDict(dict)) update.replace(ref, new Map([...dict, ...entries]))
}

async function pageOf({ file }: Update, widget: PdfRef): Promise<PdfPage | null> {
  for (const page of await listPages(file)) {
    const annotations = await file.resolve(page.dict.get('Annots'))
    if (isArray(annotations) && annotations.some(item => isRef(item) && item.number === widget.number)) return page
  }
  return null
}
