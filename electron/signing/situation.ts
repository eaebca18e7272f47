import { docMdpLevel, docMdpOf, type DocMdpLevel, fieldLocks, type FieldLock, lockLevel } from '../pdf/certification.ts'
import { listFields, type PdfField } from '../pdf/fields.ts'
import type { PdfFile } from '../pdf/open.ts'
import { listSignatureFields, type SignatureField } from '../pdf/signature-fields.ts'

/** What a document allows and already holds, gathered before anything is decided. */
export interface SigningSituation {
  readonly fields: readonly PdfField[]
  readonly signatures: readonly SignatureField[]
  /** The strictest DocMDP level that any signature of the document carries, null when none certifies or locks it. */
  readonly certified: DocMdpLevel | null
  readonly locks: readonly FieldLock[]
}

export async function readSituation(file: PdfFile): Promise<SigningSituation> {
  const signatures = await listSignatureFields(file)
  const levels = [await docMdpLevel(file)]
  for (const { field, signature } of signatures) {
    if (signature !== null) levels.push(await docMdpOf(file, signature.dict), await lockLevel(file, field.dict))
  }
  const given = levels.filter(level => level !== null)
  return {
    fields: await listFields(file), signatures,
    certified: given.length === 0 ? null : given.reduce((a, b) => a < b ? a : b),
    locks: await fieldLocks(file, signatures),
  }
}
