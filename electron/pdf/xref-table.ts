import { type Cursor, offsetOf, peek, skipWhite, takeInteger, takeKeyword, takeWord } from './lexer.ts'
import { damaged, type PdfLimits, tooComplex } from './limits.ts'
import { isDict, type PdfDict } from './objects.ts'
import { parseObject, type ParseWatch } from './parse.ts'
import type { XrefEntry } from './xref-entry.ts'

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
    skipWhite(cursor)
    peek(cursor)
    const offset = takeInteger(cursor)
    const generation = takeInteger(cursor)
    const type = takeWord(cursor)
    if (type !== 'n' && type !== 'f') throw damaged('xref-entry', offsetOf(cursor))
    // Some producers count from 1 and still list object 0 first; every reader sets them right.
    if (index === 0 && first === 1 && type === 'f' && generation === 65535) {
      first = 0
      note('xref-numbering')
    }
    if (entries.has(first + index)) continue
    entries.set(first + index, type === 'n' && offset > 0 ? { kind: 'offset', offset, generation } : { kind: 'free', generation })
  }
}
