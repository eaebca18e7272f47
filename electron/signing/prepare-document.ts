import { ProblemError } from '../../shared/problem.ts'
import { loadTypeface } from '../pdf/font-face.ts'
import { type EmptyField, addEmptyFields } from '../pdf/form-prepare.ts'
import { isOnPage, pageGeometry } from '../pdf/geometry.ts'
import { DEFAULT_LIMITS } from '../pdf/limits.ts'
import { openPdf, type PdfFile } from '../pdf/open.ts'
import { findPage } from '../pdf/pages.ts'
import { appended, type Source } from '../pdf/source.ts'
import { checkPermission } from './check-permission.ts'
import { viewDocument } from './document-view.ts'
import { decidePreparedPlaces, type PreparedPlaces } from './decide-prepared-places.ts'
import { PREPARED } from '../../shared/model/signing-act.ts'
import { readSituation, type SigningSituation } from './situation.ts'
import { tellDamage } from './tell-damage.ts'
import { writtenLines } from './written-line.ts'

export interface PrepareInputs {
  readonly source: Source
  /** What the caller says; the rest is found from the document's text. */
  readonly places: Partial<PreparedPlaces>
  /** Name of who will sign, where it is known. */
  readonly signerName?: string | undefined
  readonly sealMm?: number | undefined
  readonly password?: Uint8Array | undefined
}

export interface PreparedTail { readonly tail: Uint8Array; readonly size: number; readonly places: PreparedPlaces }

/**
 * Chuẩn bị trước khi trình ký: appends empty fields for number, date, the leader's signature and the seal, so that the clerk
 * can fill them after the leader has signed. The leader's field locks everything but the clerk's.
 */
export function prepareDocument(inputs: PrepareInputs): Promise<PreparedTail> {
  return tellDamage(inputs.source, () => prepareWhole(inputs))
}

async function prepareWhole(inputs: PrepareInputs): Promise<PreparedTail> {
  const { source, password } = inputs
  const file = await openPdf(source, DEFAULT_LIMITS, password)
  const situation = await readSituation(file)
  refuseSigned(situation)
  checkPermission(file, { kind: 'new', name: '' })
  const places = await placesFor(file, situation, inputs)
  const fields = fieldsAt(places)
  for (const field of fields) await checkPlace(file, field)
  const tail = await addEmptyFields(file, fields)
  // Read back: what cannot be opened is not handed out.
  await readSituation(await file.openAgain(appended(source, tail)))
  return { tail, size: source.size + tail.length, places }
}

function refuseSigned({ signatures, fields, certified }: SigningSituation): void {
  const signed = signatures.filter(({ signature }) => signature !== null).length
  if (signed > 0 || certified !== null) throw new ProblemError('signing.prepare-too-late', { signatures: signed })
  const taken = fields.find(field => Object.values<string>(PREPARED).includes(field.name))
  if (taken !== undefined) throw new ProblemError('pdf.field-taken', { field: taken.name })
}

async function placesFor(file: PdfFile, situation: SigningSituation, { places, signerName, sealMm }: PrepareInputs): Promise<PreparedPlaces> {
  const type = await loadTypeface()
  const first = await viewDocument(file, situation, { looksAt: 'first-page' })
  const last = await viewDocument(file, situation, { looksAt: 'last-pages', signerName })
  return decidePreparedPlaces({ head: first.pages[0] ?? null, lines: writtenLines(first.pages[0]?.pieces ?? [], type), pages: last.pages, signerName, sealMm }, places)
}

function fieldsAt({ number, date, signature, seal }: PreparedPlaces): EmptyField[] {
  const lock = { action: 'Exclude', fields: [PREPARED.number, PREPARED.date, PREPARED.seal] } as const
  return [
    { name: PREPARED.number, ...number, kind: 'text', tip: 'Số văn bản' },
    { name: PREPARED.date, ...date, kind: 'italic', tip: 'Ngày, tháng, năm ban hành' },
    // The seal lies over the signature, as on paper: it comes after it in the page's annotations.
    { name: PREPARED.signature, ...signature, kind: 'signature', tip: 'Chữ ký của người có thẩm quyền', lock },
    { name: PREPARED.seal, ...seal, kind: 'signature', tip: 'Dấu, chữ ký của cơ quan' },
  ]
}

async function checkPlace(file: PdfFile, { page: number, rect }: EmptyField): Promise<void> {
  const geometry = await pageGeometry(file, await findPage(file, number))
  if (!isOnPage(geometry, rect)) throw new ProblemError('pdf.placement-outside', { page: number, width: Math.round(geometry.width), height: Math.round(geometry.height) })
}
