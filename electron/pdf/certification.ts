import { isArray, isDict, isString, nameOf, type PdfDict, textOf } from './objects.ts'
import type { PdfFile } from './open.ts'
import type { SignatureField } from './signature-fields.ts'

/** What a signature lets happen after it: ISO 32000-2 §12.8.2.2.1 Table 257. */
export type DocMdpLevel = 1 | 2 | 3

/** The level that the catalog's Perms certifies the document with, null when it is not certified. */
export async function docMdpLevel(file: PdfFile): Promise<DocMdpLevel | null> {
  const permissions = await file.resolveDict((await file.catalog()).get('Perms'))
  const signature = await file.resolveDict(permissions?.get('DocMDP'))
  return signature === null ? null : docMdpOf(file, signature)
}

/** The DocMDP level that a signature dictionary itself carries, null without one. */
export async function docMdpOf(file: PdfFile, signature: PdfDict): Promise<DocMdpLevel | null> {
  for (const { method, parameters } of await transformsOf(file, signature)) {
    if (method !== 'DocMDP') continue
    const level = await file.resolve(parameters?.get('P'))
    // Table 257: 2 when P is absent; what is no level is taken as the strictest.
    if (level === null) return 2
    return level === 2 || level === 3 ? level : 1
  }
  return null
}

/** Which fields a signature locks (FieldMDP, §12.8.2.4; the field's Lock, §12.7.5.5). */
export interface FieldLock { readonly action: 'All' | 'Include' | 'Exclude'; readonly fields: readonly string[] }

/** The locks that the filled signatures put on the form, by FieldMDP or by their fields' Lock. */
export async function fieldLocks(file: PdfFile, signatures: readonly SignatureField[]): Promise<FieldLock[]> {
  const locks: FieldLock[] = []
  for (const { field, signature } of signatures) {
    if (signature === null) continue
    for (const { method, parameters } of await transformsOf(file, signature.dict)) {
      if (method === 'FieldMDP' && parameters !== null) locks.push(await lockOf(file, parameters))
    }
    const own = await file.resolveDict(field.dict.get('Lock'))
    if (own !== null) locks.push(await lockOf(file, own))
  }
  return locks
}

/** The level that a field's Lock puts on the document once the field is signed (ISO 32000-2 Table 236 P), null without one. */
export async function lockLevel(file: PdfFile, field: PdfDict): Promise<DocMdpLevel | null> {
  const level = await file.resolve((await file.resolveDict(field.get('Lock')))?.get('P'))
  return level === 1 || level === 2 || level === 3 ? level : null
}

/** True when a lock covers the field of this full name; naming a parent covers its descendants. */
export function isLocked(lock: FieldLock, name: string): boolean {
  const named = lock.fields.some(field => name === field || name.startsWith(`${field}.`))
  return lock.action === 'All' || (lock.action === 'Include' ? named : !named)
}

/** A FieldMDP parameter or SigFieldLock dictionary as a lock. */
export async function lockOf(file: PdfFile, dict: PdfDict): Promise<FieldLock> {
  const action = nameOf(await file.resolve(dict.get('Action')))
  const listed = await file.resolve(dict.get('Fields'))
  const fields: string[] = []
  for (const item of isArray(listed) ? listed : []) {
    const text = await file.resolve(item)
    if (isString(text)) fields.push(textOf(text))
  }
  // An action that we do not know locks everything: the careful reading.
  return { action: action === 'Include' || action === 'Exclude' ? action : 'All', fields }
}

async function transformsOf(file: PdfFile, signature: PdfDict): Promise<{ method: string | undefined; parameters: PdfDict | null }[]> {
  const references = await file.resolve(signature.get('Reference'))
  const transforms: { method: string | undefined; parameters: PdfDict | null }[] = []
  for (const item of isArray(references) ? references : []) {
    const reference = await file.resolve(item)
    if (!isDict(reference)) continue
    transforms.push({
      method: nameOf(await file.resolve(reference.get('TransformMethod'))),
      parameters: await file.resolveDict(reference.get('TransformParams')),
    })
  }
  return transforms
}
