import { addToSecurityStore, type SecurityStore } from './dss.ts'
import { damaged } from './limits.ts'
import { addToForm, addToPage } from './form-update.ts'
import { listFields } from './fields.ts'
import { pdfDict, pdfName, pdfText } from './objects.ts'
import type { PdfFile } from './open.ts'
import { listPages } from './pages.ts'
import { dictionaryTemplate } from './signature-dictionary.ts'
import { placeSignature, type PreparedSignature } from './signature-update.ts'
import { beginUpdate } from './update.ts'
import { writeTail } from './write-tail.ts'

/** Evidence as an appended section of its own; null when the document holds all of it already. */
export async function appendEvidence(file: PdfFile, evidence: SecurityStore): Promise<Uint8Array | null> {
  const update = beginUpdate(file)
  return await addToSecurityStore(update, evidence) ? (await writeTail(update)).bytes : null
}

export interface TimestampWish {
  /** Bytes of the token that Contents must hold. */
  readonly contentsSize: number
  /** Evidence that the timestamp shall cover, written in the same section. */
  readonly evidence?: SecurityStore | undefined
}

/**
 * Dấu thời gian của tài liệu: appends an invisible field with an empty document timestamp (ISO 32000-2 §12.8.5) over
 * everything before it. Allowed on every signed document, also one certified with P=1 (§12.8.2.2): it changes nothing that
 * a reader sees.
 */
export async function prepareDocumentTimestamp(file: PdfFile, { contentsSize, evidence }: TimestampWish): Promise<PreparedSignature & { readonly field: string }> {
  const update = beginUpdate(file)
  if (evidence !== undefined) await addToSecurityStore(update, evidence)
  const template = dictionaryTemplate({ type: 'DocTimeStamp', subFilter: 'ETSI.RFC3161', rest: pdfDict({}), contentsSize })
  const timestamp = update.add({ kind: 'signature', ...template })
  const [page] = await listPages(file)
  if (page === undefined) throw damaged('pages')
  const field = await freeName(file)
  const widget = update.add({ kind: 'object', object: pdfDict({
    Type: pdfName('Annot'), Subtype: pdfName('Widget'), FT: pdfName('Sig'), T: pdfText(field), V: timestamp, F: PRINT_AND_LOCKED, P: page.ref, Rect: [0, 0, 0, 0],
  }) })
  await addToPage(update, page, widget)
  await addToForm(update, widget)
  return { ...await placeSignature(update, timestamp, template), field }
}

/** ISO 32000-2 Table 167: bit 3 Print, bit 8 Locked. */
const PRINT_AND_LOCKED = 4 | 128

async function freeName(file: PdfFile): Promise<string> {
  const fields = await listFields(file)
  for (let number = 1; ; number++) {
    const name = `DocTimeStamp${number}`
    if (!fields.some(field => field.name === name || field.name.startsWith(`${name}.`))) return name
  }
}
