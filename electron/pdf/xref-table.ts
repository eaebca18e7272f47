import { type Cursor, isWhite, offsetOf, peek, skipWhite, takeInteger, takeKeyword, takeWord } from './lexer.ts'
import { damaged, type PdfLimits, tooComplex } from './limits.ts'
import { isDict, type PdfDict } from './objects.ts'
import { parseObject, type ParseWatch } from './parse.ts'
import { isSameEntry, type XrefEntry } from './xref-entry.ts'

export interface XrefTable { readonly entries: Map<number, XrefEntry>; readonly trailer: PdfDict; readonly end: number }

/** A classic table after its keyword `xref`, with its trailer (ISO 32000-2 §7.5.4). */
export function parseXrefTable(cursor: Cursor, limits: PdfLimits, watch: ParseWatch & { note(note: string): void }): XrefTable {
  const entries = new Map<number, XrefEntry>()
  while (!takeKeyword(cursor, 'trailer')) parseSubsection(cursor, entries, limits, watch)
  const trailer = parseObject(cursor, limits, watch)
  if (!isDict(trailer)) throw damaged('trailer', offsetOf(cursor))
  return { entries, trailer, end: offsetOf(cursor) }
}

function parseSubsection(cursor: Cursor, entries: Map<number, XrefEntry>, limits: PdfLimits, { note }: { note(note: string): void }): void {
  let first = takeInteger(cursor)
  const count = takeInteger(cursor)
  if (entries.size + count > limits.maxObjects) throw tooComplex('object-count')
  for (let index = 0; index < count; index++) {
    const { offset, generation, type } = takeRow(cursor) ?? takeLooseRow(cursor)
    // Some producers count from 1 and still list object 0 first; every reader sets them right.
    if (index === 0 && first === 1 && type === 'f' && generation === 65535) {
      first = 0
      note('xref-numbering')
    }
    const entry: XrefEntry = type === 'n' && offset > 0 ? { kind: 'offset', offset, generation } : { kind: 'free', generation }
    const known = entries.get(first + index)
    // Which of two rows counts, readers do not agree.
    if (known === undefined) entries.set(first + index, entry)
    else if (!isSameEntry(known, entry)) note('xref-twice')
  }
}

interface Row { readonly offset: number; readonly generation: number; readonly type: 'n' | 'f' }

function takeLooseRow(cursor: Cursor): Row {
  skipWhite(cursor)
  peek(cursor)
  const offset = takeInteger(cursor)
  const generation = takeInteger(cursor)
  const type = takeWord(cursor)
  if (type !== 'n' && type !== 'f') throw damaged('xref-entry', offsetOf(cursor))
  return { offset, generation, type }
}

const ROW_LENGTH = 20
const [SPACE, LETTER_F, LETTER_N] = [0x20, 0x66, 0x6e]

/** Twenty bytes exactly as §7.5.4 has them; null for any other writing, which is read word by word. A large file has 10^5 of them. */
function takeRow(cursor: Cursor): Row | null {
  const { bytes } = cursor
  let at = cursor.at
  while (isWhite(bytes[at])) at++
  if (at + ROW_LENGTH > bytes.length || bytes[at + 10] !== SPACE || bytes[at + 16] !== SPACE) return null
  const offset = digits(bytes, at, 10)
  const generation = digits(bytes, at + 11, 5)
  const letter = bytes[at + 17]
  if (offset < 0 || generation < 0 || (letter !== LETTER_N && letter !== LETTER_F) || !isWhite(bytes[at + 18]) || !isWhite(bytes[at + 19])) return null
  cursor.at = at + ROW_LENGTH
  return { offset, generation, type: letter === LETTER_N ? 'n' : 'f' }
}

/** The number that these bytes write, -1 where one of them is no digit. */
function digits(bytes: Uint8Array, from: number, length: number): number {
  let value = 0
  for (let at = from; at < from + length; at++) {
    const digit = (bytes[at] ?? 0) - 48
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}
