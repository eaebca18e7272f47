/** What the look of a filled field draws: the letters, and whether there is anything beside them that could speak for itself. */
import { allOperations, type Operation } from '../pdf/content.ts'
import { fontsOf, type TextFont } from '../pdf/font-text.ts'
import { isArray, isDict, isName, isString, nameOf, textOf, type PdfObject, type PdfStream } from '../pdf/objects.ts'
import type { PdfFile } from '../pdf/open.ts'
import { isPlainForm } from './drawn-look.ts'

/** Pictures, shadings and other forms have no place in the look of a typed value (ISO 32000-2 §12.7.4.3). */
const MORE_THAN_TEXT = new Set(['Do', 'sh', 'BI'])
const LARGEST_LOOK = 1024 * 1024
/** Backgrounds, a border and the mark of what is chosen; a bevelled border is two bands of six corners. */
const MOST_BOXES = 6
const MOST_BANDS = 2
const CORNERS_OF_BAND = 6

/** `isCertain`: every letter is known. `isPlain`: nothing is drawn that could be read, and nothing written without ink. */
export interface Shown { readonly text: string; readonly isCertain: boolean; readonly isPlain: boolean }

export async function readLook(file: PdfFile, look: PdfStream): Promise<Shown | 'more-than-text'> {
  const resources = look.dict.get('Resources')
  const fonts = await fontsOf(file, resources)
  const { certain, disguised } = await judgeFonts(file, resources)
  const content = await file.decode(look)
  const operations = content.length > LARGEST_LOOK ? null : allOperations(content, file.limits)
  if (content.length > LARGEST_LOOK) return 'more-than-text'
  // Where reading ends a tolerant reader may go on.
  if (operations === null) return { text: '', isCertain: false, isPlain: false }
  let [text, isCertain, isOpen, name] = ['', true, true, '']
  for (const { operator, operands } of operations) {
    if (MORE_THAN_TEXT.has(operator)) return 'more-than-text'
    const [first] = operands
    if (operator === 'Tf' && isName(first)) name = first.value
    const said = textShown(operands, fonts.get(name))
    if (said === '') continue
    text += said
    isCertain &&= certain.has(name)
    isOpen &&= !disguised.has(name)
  }
  return { text, isCertain, isPlain: isOpen && isPlainForm(look) && isPlain(operations) }
}

function textShown(operands: readonly PdfObject[], font: TextFont | undefined): string {
  return operands.flatMap(item => isArray(item) ? item : [item]).map(item => isString(item) ? font?.show(item).text ?? textOf(item) : '').join('')
}

/** Boxes, upright lines between the cells of a comb, a bevelled border; text in ink. */
function isPlain(operations: readonly Operation[]): boolean {
  const drawn = { boxes: 0, bands: 0, corners: 0, x: NaN, isUpright: true }
  for (const { operator, operands: [first] } of operations) {
    if (operator === 'Tr' && first !== 0) return false
    if (operator === 'c' || operator === 'v' || operator === 'y') return false
    if (operator === 're') drawn.boxes += 1
    if (operator === 'm' || operator === 'l') {
      drawn.corners += 1
      drawn.isUpright &&= operator === 'm' || first === drawn.x
      drawn.x = Number(first)
    }
    if (!/^([fFbB]\*?|[sSn])$/.test(operator)) continue
    if (drawn.corners > 0 && !(drawn.isUpright && /^[sS]$/.test(operator))) drawn.bands += operator === 'n' || drawn.corners === CORNERS_OF_BAND ? 1 : MOST_BANDS + 1
    Object.assign(drawn, { boxes: operator === 'n' ? drawn.boxes - 1 : drawn.boxes, corners: 0, isUpright: true })
  }
  return drawn.boxes <= MOST_BOXES && drawn.bands <= MOST_BANDS
}

interface FontNames {
  /** Those whose letters are known: with ToUnicode, or simple ones with an encoding that has no differences. */
  readonly certain: ReadonlySet<string>
  /** Those that draw another letter, or anything at all, for one that they are asked for. */
  readonly disguised: ReadonlySet<string>
}

async function judgeFonts(file: PdfFile, resources: PdfObject | undefined): Promise<FontNames> {
  const [certain, disguised] = [new Set<string>(), new Set<string>()]
  const named = await file.resolveDict((await file.resolveDict(resources))?.get('Font'))
  for (const [name, value] of named ?? []) {
    const font = await file.resolveDict(value)
    const encoding = await file.resolve(font?.get('Encoding'))
    const kind = nameOf(await file.resolve(font?.get('Subtype')))
    if (kind === 'Type3' || await swapsLetters(file, encoding)) disguised.add(name)
    else if ((kind !== 'Type0' && !isDict(encoding)) || font?.has('ToUnicode') === true) certain.add(name)
  }
  return { certain, disguised }
}

const DIGITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']

/** An encoding whose differences put another glyph where a letter or a digit of ASCII stands (ISO 32000-2 §9.6.5.1). */
async function swapsLetters(file: PdfFile, encoding: PdfObject | undefined): Promise<boolean> {
  const differences = isDict(encoding) ? await file.resolve(encoding.get('Differences')) : null
  let code = 0
  for (const item of isArray(differences) ? differences : []) {
    const entry = await file.resolve(item)
    if (typeof entry === 'number') code = entry
    if (!isName(entry)) continue
    const letter = String.fromCharCode(code)
    if (/^[A-Za-z0-9]$/.test(letter) && entry.value !== (DIGITS[Number(letter)] ?? letter)) return true
    code += 1
  }
  return false
}
