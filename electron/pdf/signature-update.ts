import { addAppearance } from './appearance.ts'
import type { FieldLock } from './certification.ts'
import { INVISIBLE, type Look } from './drawing.ts'
import type { PdfField } from './fields.ts'
import type { Typeface } from './font-face.ts'
import { fillTextField, type TextFill } from './form-fill.ts'
import { pageGeometry, type PageGeometry, type Rect, rectOf, roomOf, toUserSpace } from './geometry.ts'
import { addToForm, addToPage, certifyCatalog } from './form-update.ts'
import { isArray, isDict, isRef, type PdfObject, pdfDict, pdfName, type PdfRef, pdfText } from './objects.ts'
import type { PdfFile } from './open.ts'
import { damaged } from './limits.ts'
import { listPages, type PdfPage } from './pages.ts'
import { BYTE_RANGE_ROOM, lockEntries, type SignatureDescription, type SignatureTemplate, signatureTemplate } from './signature-dictionary.ts'
import { listSignatureFields } from './signature-fields.ts'
import { beginUpdate, type Update } from './update.ts'
import { writeTail } from './write-tail.ts'

/** Which field carries the signature: an empty one of the document, or a new one (`rect` null: invisible). */
export type SignatureTarget =
  | { readonly kind: 'existing'; readonly field: PdfField }
  | { readonly kind: 'new'; readonly name: string; readonly page: PdfPage; readonly rect: Rect | null }

export interface SignatureRequest {
  readonly target: SignatureTarget
  readonly look: Look
  /** Needed where the look or a fill draws text. */
  readonly type: Typeface | null
  /** Text fields that get their values in the same section, before the signature covers it. */
  readonly fills: readonly TextFill[]
  readonly description: SignatureDescription
  /** Bytes of CMS that Contents must hold. */
  readonly contentsSize: number
}

/**
 * A tail whose signature is still zeros. `contents` is the place in the tail of the Contents token with its angle
 * brackets; everything of the document but it is signed.
 */
export interface PreparedSignature {
  readonly tail: Uint8Array
  readonly contents: { readonly from: number; readonly length: number }
  readonly byteRange: readonly [number, number, number, number]
}

/** Appends a signature field with an empty signature of fixed size to a document; nothing is signed yet. */
export async function prepareSignature(file: PdfFile, request: SignatureRequest): Promise<PreparedSignature> {
  const update = beginUpdate(file)
  const template = signatureTemplate(request.description, request.contentsSize)
  const signature = update.add({ kind: 'signature', ...template })
  for (const fill of request.fills) await fillTextField(update, fill, request.type)
  if (request.target.kind === 'existing') await fillField(update, request.target.field, signature, request)
  else await addField(update, request.target, signature, request)
  if (request.description.certify !== undefined) await certifyCatalog(update, signature)
  return placeSignature(update, signature, template)
}

/** Writes the update and the numbers of its ByteRange: only then is known where everything lies. */
export async function placeSignature(update: Update, signature: PdfRef, template: SignatureTemplate): Promise<PreparedSignature> {
  const { bytes, valueAt } = await writeTail(update)
  const at = valueAt.get(signature.number)
  if (at === undefined) throw damaged('signature-unplaced')
  const contents = { from: at + template.contentsAt, length: template.contentsLength }
  const start = update.file.source.size
  const after = start + contents.from + contents.length
  const byteRange = [0, start + contents.from, after, start + bytes.length - after] as const
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    .write(`[${byteRange.join(' ')}`.padEnd(BYTE_RANGE_ROOM - 1), at + template.byteRangeAt, 'latin1')
  return { tail: bytes, contents, byteRange }
}

/** Where an existing field shows, as page and rectangle in user space; null when it has no widget on any page. */
export async function placeOfField(file: PdfFile, field: PdfField): Promise<{ page: PdfPage; rect: Rect } | null> {
  const [widget] = field.widgets
  const rect = await rectOf(file, (await file.resolveDict(widget))?.get('Rect'))
  if (widget === undefined || rect === null) return null
  for (const page of await listPages(file)) {
    const annotations = await file.resolve(page.dict.get('Annots'))
    if (isArray(annotations) && annotations.some(item => isRef(item) && item.number === widget.number)) return { page, rect }
  }
  return null
}

async function addField(update: Update, target: Extract<SignatureTarget, { kind: 'new' }>, signature: PdfRef, request: SignatureRequest): Promise<void> {
  const geometry = await pageGeometry(update.file, target.page)
  const rect: Rect = target.rect === null ? [0, 0, 0, 0] : toUserSpace(geometry, target.rect)
  const field = update.add({ kind: 'object', object: pdfDict({
    Type: pdfName('Annot'), Subtype: pdfName('Widget'), FT: pdfName('Sig'), T: pdfText(target.name), V: signature,
    F: PRINT_AND_LOCKED, P: target.page.ref, Rect: [...rect], AP: pdfDict({ N: addLook(update, request, geometry, rect) }),
    Lock: addLock(update, request.description.lock),
  }) })
  await addToPage(update, target.page, field)
  await addToForm(update, field)
}

async function fillField(update: Update, field: PdfField, signature: PdfRef, request: SignatureRequest): Promise<void> {
  // Under an earlier signature the field stays as it was prepared: a Lock that comes later is a change of the document.
  const isFirst = (await listSignatureFields(update.file)).every(one => one.signature === null)
  const lock = field.dict.has('Lock') || !isFirst ? undefined : addLock(update, request.description.lock)
  const filled = new Map(await dictOf(update, field.ref))
  filled.set('V', signature)
  if (lock !== undefined) filled.set('Lock', lock)
  update.replace(field.ref, filled)
  await addToForm(update, null)
  const [widgetRef] = field.widgets
  const place = await placeOfField(update.file, field)
  if (widgetRef === undefined || place === null) return
  const geometry = await pageGeometry(update.file, place.page)
  const widget = new Map(await dictOf(update, widgetRef))
  widget.set('AP', pdfDict({ N: addLook(update, request, geometry, place.rect) }))
  widget.set('F', PRINT_AND_LOCKED)
  update.replace(widgetRef, widget)
}

/** ISO 32000-2 Table 167: bit 3 Print, bit 8 Locked; not Hidden, not NoView. */
const PRINT_AND_LOCKED = 4 | 128

function addLook(update: Update, { look, type }: SignatureRequest, geometry: PageGeometry, rect: Rect): PdfRef {
  const room = roomOf(geometry, rect)
  // Nothing has a place in a field without area.
  const draw = room.width > 0 && room.height > 0 ? look : INVISIBLE
  return addAppearance(update, { marks: draw(room), type }, { ...room, rotation: geometry.rotation })
}

/** ISO 32000-2 Table 236; a reference, as Table 235 demands. */
function addLock(update: Update, lock: FieldLock | undefined): PdfObject | undefined {
  if (lock === undefined) return undefined
  return update.add({ kind: 'object', object: pdfDict({ Type: pdfName('SigFieldLock'), ...lockEntries(lock) }) })
}

async function dictOf(update: Update, ref: PdfRef): Promise<ReadonlyMap<string, PdfObject>> {
  const object = await update.current(ref)
  if (!isDict(object)) throw damaged('field')
  return object
}
