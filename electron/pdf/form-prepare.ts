import type { FieldLock } from './certification.ts'
import { acroForm } from './fields.ts'
import { addToForm, addToPage, changeForm } from './form-update.ts'
import { pageGeometry, type Rect, toUserSpace } from './geometry.ts'
import { isDict, pdfDict, pdfName, pdfText } from './objects.ts'
import type { PdfFile } from './open.ts'
import { findPage } from './pages.ts'
import { lockEntries } from './signature-dictionary.ts'
import { beginUpdate, type Update } from './update.ts'
import { writeTail } from './write-tail.ts'

/** An empty field to be made: page from 1, rectangle as displayed. A text field is set in Times, upright or italic. */
export interface EmptyField {
  readonly name: string
  readonly page: number
  readonly rect: Rect
  readonly kind: 'text' | 'italic' | 'signature'
  readonly tip: string
  readonly lock?: FieldLock | undefined
}

/** Appends empty fields in one section. Which names and places is the caller's affair; nothing is checked here. */
export async function addEmptyFields(file: PdfFile, fields: readonly EmptyField[]): Promise<Uint8Array> {
  const update = beginUpdate(file)
  for (const field of fields) await addEmptyField(update, field)
  await addFonts(update)
  return (await writeTail(update)).bytes
}

/** ISO 32000-2 Table 167: bit 3 Print. Not Locked: the signature that fills it sets that. */
const PRINT = 4

async function addEmptyField(update: Update, { name, page: number, rect, kind, tip, lock }: EmptyField): Promise<void> {
  const page = await findPage(update.file, number)
  const geometry = await pageGeometry(update.file, page)
  const isText = kind !== 'signature'
  // Table 192: R says how a viewer that fills the field turns its text.
  const characteristics = geometry.rotation === 0 ? undefined : pdfDict({ R: geometry.rotation })
  const field = update.add({ kind: 'object', object: pdfDict({
    Type: pdfName('Annot'), Subtype: pdfName('Widget'), FT: pdfName(isText ? 'Tx' : 'Sig'), T: pdfText(name), TU: pdfText(tip), F: PRINT, P: page.ref,
    Rect: [...toUserSpace(geometry, rect)], MK: characteristics,
    DA: isText ? { kind: 'string', bytes: Buffer.from(`/${kind === 'italic' ? 'TiIt' : 'TiRo'} 13 Tf 0 g`), hex: false } : undefined,
    Q: isText ? 1 : undefined,
    Lock: lock === undefined ? undefined : update.add({ kind: 'object', object: pdfDict({ Type: pdfName('SigFieldLock'), ...lockEntries(lock) }) }),
  }) })
  const current = await update.current(page.ref)
  await addToPage(update, { ...page, dict: isDict(current) ? current : page.dict }, field)
  await addToForm(update, field)
}

/** The fonts that the fields' default appearance names, for programs other than ours that fill them (§12.7.4.3). */
async function addFonts(update: Update): Promise<void> {
  const form = await acroForm(update.file)
  const resources = await update.file.resolveDict(form?.get('DR'))
  const fonts = await update.file.resolveDict(resources?.get('Font'))
  const wanted = { TiRo: 'Times-Roman', TiIt: 'Times-Italic' }
  const missing = Object.entries(wanted).filter(([name]) => fonts?.has(name) !== true)
  if (missing.length === 0) return
  const made = missing.map(([name, base]) => [name, update.add({ kind: 'object', object: pdfDict({
    Type: pdfName('Font'), Subtype: pdfName('Type1'), BaseFont: pdfName(base), Encoding: pdfName('WinAnsiEncoding'),
  }) })] as const)
  await changeForm(update, dict => new Map([...dict, ['DR', new Map([...resources ?? [], ['Font', new Map([...fonts ?? [], ...made])]])]]))
}
