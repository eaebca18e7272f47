import { tooComplex } from './limits.ts'
import { isArray, isDict, isRef, isString, nameOf, type PdfDict, type PdfObject, type PdfRef, textOf } from './objects.ts'
import type { PdfFile } from './open.ts'

/** A terminal field of the form with what it inherits looked up (ISO 32000-2 §12.7.4). */
export interface PdfField {
  /** The full name: partial names from the root, joined by dots. */
  readonly name: string
  readonly ref: PdfRef
  readonly dict: PdfDict
  readonly type: string | undefined
  /** V as written: a reference or a value, possibly inherited; null when there is none. */
  readonly value: PdfObject
  /** The field itself when it is merged with its only widget, else its Kids. */
  readonly widgets: readonly PdfRef[]
}

/** The form of the document, null when it has none. */
export async function acroForm(file: PdfFile): Promise<PdfDict | null> {
  return file.resolveDict((await file.catalog()).get('AcroForm'))
}

/** All terminal fields in the order of the tree. Fields that are not indirect objects cannot be referred to and are left out. */
export async function listFields(file: PdfFile): Promise<PdfField[]> {
  const form = await acroForm(file)
  const roots = await file.resolve(form?.get('Fields'))
  const fields: PdfField[] = []
  const seen = new Set<number>()
  const stack: Node[] = (isArray(roots) ? roots : []).toReversed().map(ref => ({ ref, name: '', type: undefined, value: null }))
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    // A field reached twice is one field; a field that is its own ancestor would never end.
    if (!isRef(node.ref) || seen.has(node.ref.number)) continue
    seen.add(node.ref.number)
    if (seen.size > file.limits.maxFields) throw tooComplex('field-count')
    const visited = await visit(file, { ...node, ref: node.ref })
    if (visited.field !== null) fields.push(visited.field)
    stack.push(...visited.children.toReversed())
  }
  return fields
}

/** Annotations and form fields are one tree, so the same node may be widget, field or both. */
interface Node { readonly ref: PdfObject; readonly name: string; readonly type: string | undefined; readonly value: PdfObject }
interface Visited { readonly field: PdfField | null; readonly children: readonly Node[] }

async function visit(file: PdfFile, node: Node & { readonly ref: PdfRef }): Promise<Visited> {
  const dict = await file.resolve(node.ref)
  if (!isDict(dict)) return { field: null, children: [] }
  const partial = await file.resolve(dict.get('T'))
  const name = isString(partial) ? [node.name, textOf(partial)].filter(part => part !== '').join('.') : node.name
  const type = nameOf(await file.resolve(dict.get('FT'))) ?? node.type
  const value = dict.get('V') ?? node.value
  const kids = await file.resolve(dict.get('Kids'))
  const kidRefs = isArray(kids) ? kids.filter(isRef) : []
  const children: Node[] = []
  const widgets: PdfRef[] = []
  for (const kid of kidRefs) {
    // §12.7.4.2: a kid with a partial name is a field of its own, one without is only a widget of this field.
    if ((await file.resolveDict(kid))?.has('T')) children.push({ ref: kid, name, type, value })
    else widgets.push(kid)
  }
  if (children.length > 0) return { field: null, children }
  return { field: { name, ref: node.ref, dict, type, value, widgets: kidRefs.length > 0 ? widgets : [node.ref] }, children: [] }
}
