import { type Cursor, skipWhite, takeWord } from './lexer.ts'
import type { PdfLimits } from './limits.ts'
import { isArray, isString, type PdfObject, type PdfString } from './objects.ts'
import { parseObject } from './parse.ts'

/** Codes have two bytes, so no honest map names more; ranges of four thousand million, or one range a thousand times, only cost time. */
const MOST_CHARACTERS = 70_000

/** A font's ToUnicode map: character code → text (ISO 32000-2 §9.10.3). What is broken in it is left out. */
export function parseUnicodeMap(bytes: Uint8Array, limits: PdfLimits): ReadonlyMap<number, string> {
  const map = new Map<number, string>()
  const cursor: Cursor = { bytes, base: 0, final: true, at: 0 }
  const budget: Budget = { left: MOST_CHARACTERS }
  let operands: PdfObject[] = []
  for (;;) {
    skipWhite(cursor)
    const byte = bytes[cursor.at]
    if (byte === undefined) return map
    if ('0123456789+-./(<['.includes(String.fromCharCode(byte))) {
      const operand = parsed(cursor, limits)
      if (operand === undefined) return map
      operands.push(operand)
      continue
    }
    const word = takeWord(cursor)
    if (word === '') return map
    if (word === 'endbfchar') addCharacters(map, operands, budget)
    if (word === 'endbfrange') addRanges(map, operands, budget)
    operands = []
  }
}

interface Budget { left: number }

function addCharacters(map: Map<number, string>, operands: readonly PdfObject[], budget: Budget): void {
  for (let index = 0; index + 1 < operands.length && budget.left > 0; index += 2, budget.left--) {
    const [code, text] = [operands[index], operands[index + 1]]
    if (isString(code) && isString(text)) map.set(numberOf(code), utf16(text.bytes))
  }
}

function addRanges(map: Map<number, string>, operands: readonly PdfObject[], budget: Budget): void {
  for (let index = 0; index + 2 < operands.length; index += 3) {
    const [first, last, to] = [operands[index], operands[index + 1], operands[index + 2]]
    if (!isString(first) || !isString(last)) continue
    const from = numberOf(first)
    const end = Math.min(numberOf(last), from + budget.left)
    for (let code = from; code <= end && budget.left > 0; code++, budget.left--) {
      const item = isArray(to) ? to[code - from] : to
      if (isString(item)) map.set(code, isArray(to) ? utf16(item.bytes) : shifted(item, code - from))
    }
  }
}

/** The text of a range's first code with its last unit raised (§9.10.3). */
function shifted({ bytes }: PdfString, by: number): string {
  const text = utf16(bytes)
  return text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) + by)
}

function numberOf({ bytes }: PdfString): number {
  return bytes.reduce((value, byte) => value * 256 + byte, 0)
}

function utf16(bytes: Uint8Array): string {
  return new TextDecoder('utf-16be').decode(bytes)
}

function parsed(cursor: Cursor, limits: PdfLimits): PdfObject | undefined {
  try {
    return parseObject(cursor, limits)
  } catch {
    return undefined // a hint for reading text, never a reason to refuse the document
  }
}
