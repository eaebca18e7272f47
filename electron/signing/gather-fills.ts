import { ProblemError } from '../../shared/problem.ts'
import { isLocked } from '../pdf/certification.ts'
import type { PdfField } from '../pdf/fields.ts'
import type { TextFill } from '../pdf/form-fill.ts'
import { pageGeometry, toDisplaySpace } from '../pdf/geometry.ts'
import { isString, textOf } from '../pdf/objects.ts'
import type { PdfFile } from '../pdf/open.ts'
import { placeOfField } from '../pdf/signature-update.ts'
import { type ActScene, lettersOf } from './act.ts'
import { viewPage } from './document-view.ts'
import { fillDate, type Filling, fillNumber, type FillScene } from './fill-words.ts'
import { PREPARED } from '../../shared/model/signing-act.ts'
import type { Placement } from './signing-wish.ts'
import type { SigningSituation } from './situation.ts'
import { writtenLines } from './written-line.ts'

/** A text field that gets its value, and where it shows. */
export interface PlacedFill extends TextFill { readonly placement: Placement; readonly room: { readonly width: number; readonly height: number } }

/** Number and date into the fields that were prepared for them; none where nothing was prepared. */
export async function gatherFills(file: PdfFile, situation: SigningSituation, scene: ActScene): Promise<PlacedFill[]> {
  const { number, date } = scene.words
  const fills: PlacedFill[] = []
  const fill = async (name: string, text: string | undefined, make: (text: string, scene: FillScene) => Filling): Promise<void> => {
    const field = await openField(file, situation, name)
    const place = field === null ? null : await placeOfField(file, field)
    if (field === null || place === null || text === undefined) return
    const rect = toDisplaySpace(await pageGeometry(file, place.page), place.rect)
    const { pieces } = await viewPage(file, place.page)
    const type = lettersOf(scene)
    const room = { width: rect[2] - rect[0], height: rect[3] - rect[1] }
    fills.push({ field, ...make(text, { rect, lines: writtenLines(pieces, type), type }), placement: { page: place.page.index + 1, rect }, room })
  }
  await fill(PREPARED.number, number, fillNumber)
  await fill(PREPARED.date, date, fillDate)
  return fills
}

/** The field when it waits to be filled; null when it is not there. Filled or locked: the document was issued already, or may not be. */
async function openField(file: PdfFile, { fields, locks }: SigningSituation, name: string): Promise<PdfField | null> {
  const field = fields.find(candidate => candidate.name === name && candidate.type === 'Tx')
  if (field === undefined) return null
  const value = await file.resolve(field.value)
  if (isString(value) && textOf(value).trim() !== '') throw new ProblemError('signing.already-issued', { field: name })
  if (locks.some(lock => isLocked(lock, name))) throw new ProblemError('pdf.locked', { field: name })
  return field
}
