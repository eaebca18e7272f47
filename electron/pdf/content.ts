import { type Cursor, isWhite, skipWhite, takeWord } from './lexer.ts'
import type { PdfLimits } from './limits.ts'
import type { PdfObject } from './objects.ts'
import { parseObject } from './parse.ts'

/** One operator of a content stream with its operands (ISO 32000-2 §7.8.2). */
export interface Operation { readonly operator: string; readonly operands: readonly PdfObject[] }

/** A page drawn with a million operators is a map, not a letter; what comes after them is not read. */
const MOST_OPERATIONS = 500_000

/**
 * The operations of a content stream; where its syntax breaks, what came before. Its return value is true where all of
 * the stream was read: who judges what is shown must know that a reader that goes on shows no more.
 */
export function* operationsOf(bytes: Uint8Array, limits: PdfLimits): Generator<Operation, boolean> {
  const cursor: Cursor = { bytes, base: 0, final: true, at: 0 }
  let operands: PdfObject[] = []
  for (let count = 0; count < MOST_OPERATIONS;) {
    skipWhite(cursor)
    const byte = bytes[cursor.at]
    if (byte === undefined) return true
    if (startsOperand(byte)) {
      const operand = tolerant(() => parseObject(cursor, limits))
      if (operand === undefined) return false
      operands.push(operand)
      continue
    }
    const operator = takeWord(cursor)
    // A stray delimiter: passing it could only misread what follows.
    if (operator === '') return false
    if (operator === 'ID') skipInlineImage(cursor)
    else yield { operator, operands }
    operands = []
    count++
  }
  return false
}

/** All operations of a stream; null where it cannot be read to its end. */
export function allOperations(bytes: Uint8Array, limits: PdfLimits): Operation[] | null {
  const reader = operationsOf(bytes, limits)
  const found: Operation[] = []
  for (;;) {
    const next = reader.next()
    if (next.done === true) return next.value ? found : null
    found.push(next.value)
  }
}

function startsOperand(byte: number): boolean {
  // Digits, sign, point, name, string, array, dictionary.
  return (byte >= 48 && byte <= 57) || '+-./(<['.includes(String.fromCharCode(byte))
}

/** A page's text is only a hint for where to sign: broken syntax ends the reading and is no failure. */
function tolerant<T>(parse: () => T): T | undefined {
  try {
    return parse()
  } catch {
    return undefined
  }
}

/** §8.9.7: binary data up to `EI` between white space. */
function skipInlineImage(cursor: Cursor): void {
  const { bytes } = cursor
  for (; cursor.at < bytes.length; cursor.at++) {
    const isEnd = bytes[cursor.at] === 0x45 && bytes[cursor.at + 1] === 0x49 && isWhite(bytes[cursor.at - 1])
    if (isEnd && (cursor.at + 2 >= bytes.length || isWhite(bytes[cursor.at + 2]))) break
  }
  cursor.at += 2
}
