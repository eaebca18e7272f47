import { damaged } from './limits.ts'
import { isArray, isDict, isRef, type PdfDict, type PdfObject, pdfDict, type PdfRef } from './objects.ts'
import type { PdfPage } from './pages.ts'
import type { Update } from './update.ts'

/** SignaturesExist | AppendOnly (ISO 32000-2 Table 225): other programs must not rewrite the file. */
const SIGNATURE_FLAGS = 3

/** Puts a widget on its page. An Annots array that is an object of its own is changed there, so that the page is not. */
export async function addToPage(update: Update, page: PdfPage, widget: PdfRef): Promise<void> {
  const annotations = page.dict.get('Annots')
  if (isRef(annotations) && isArray(await update.current(annotations))) return append(update, annotations, widget)
  const current = await update.current(page.ref)
  if (!isDict(current)) throw damaged('page')
  const list = isArray(annotations) ? annotations : []
  update.replace(page.ref, new Map([...current, ['Annots', [...list, widget]]]))
}

/** Adds a field to the form, which is made if there is none, and sets its signature flags; `null` sets only the flags. */
export async function addToForm(update: Update, field: PdfRef | null): Promise<void> {
  await changeForm(update, form => withField(update, form, field))
}

/** Changes the form's dictionary where it stands; null leaves it as it is. */
export async function changeForm(update: Update, change: (form: PdfDict) => Map<string, PdfObject> | null | Promise<Map<string, PdfObject> | null>): Promise<void> {
  const catalog = await catalogOf(update)
  const held = catalog.get('AcroForm')
  const form = isRef(held) ? await update.current(held) : held
  const changed = await change(isDict(form) ? form : pdfDict({}))
  if (changed === null) return
  if (isRef(held) && isDict(form)) update.replace(held, changed)
  else update.replace(update.file.root, new Map([...catalog, ['AcroForm', isDict(form) ? changed : update.add({ kind: 'object', object: changed })]]))
}

/** Names the signature as the one that certifies the document (ISO 32000-2 §12.8.6 Perms). */
export async function certifyCatalog(update: Update, signature: PdfRef): Promise<void> {
  const catalog = await catalogOf(update)
  const permissions = await update.file.resolve(catalog.get('Perms'))
  const changed = new Map(isDict(permissions) ? permissions : [])
  changed.set('DocMDP', signature)
  update.replace(update.file.root, new Map([...catalog, ['Perms', changed]]))
}

/** The form with the field; null when only an array beside it has to change, which is then done. */
async function withField(update: Update, form: PdfDict, field: PdfRef | null): Promise<Map<string, PdfObject> | null> {
  const flags = form.get('SigFlags')
  const wanted = (typeof flags === 'number' ? flags : 0) | SIGNATURE_FLAGS
  const fields = form.get('Fields')
  const beside = isRef(fields) && isArray(await update.current(fields))
  if (beside && field !== null) await append(update, fields, field)
  if ((beside || field === null) && flags === wanted) return null
  const changed = new Map(form)
  if (field !== null && !beside) changed.set('Fields', [...(isArray(fields) ? fields : []), field])
  changed.set('SigFlags', wanted)
  return changed
}

async function append(update: Update, array: PdfRef, item: PdfRef): Promise<void> {
  const current = await update.current(array)
  if (!isArray(current)) throw damaged('array')
  update.replace(array, [...current, item])
}

async function catalogOf(update: Update): Promise<PdfDict> {
  const catalog = await update.current(update.file.root)
  if (!isDict(catalog)) throw damaged('catalog')
  return catalog
}
