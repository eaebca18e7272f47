import { type Cursor, isRegular, latin1, offsetOf, peek, skipWhite, takeDigits, takeKeyword, takeWord } from './lexer.ts'
import { damaged, type PdfLimits, tooComplex } from './limits.ts'
import { type PdfDict, type PdfName, type PdfObject, pdfName, pdfRef } from './objects.ts'
import { hexDigit, parseHexString, parseLiteralString } from './parse-string.ts'

/** Where the value of a dictionary entry stands in the file: `from` its first byte, `length` bytes long. */
export interface Span { readonly from: number; readonly length: number }

/** What a parse may report beside the object: keys given twice, and where the values of the outermost dictionary stand. */
export interface ParseWatch { duplicate?(key: string, at: number): void; entry?(key: string, span: Span): void }

interface Parse { readonly cursor: Cursor; readonly limits: PdfLimits; readonly watch: ParseWatch; depth: number }

/** The object under the cursor. Streams are not seen here: a stream's dictionary comes back as a dictionary. */
export function parseObject(cursor: Cursor, limits: PdfLimits, watch: ParseWatch = {}): PdfObject {
  return parseValue({ cursor, limits, watch, depth: 0 })
}

function parseValue(parse: Parse): PdfObject {
  const { cursor } = parse
  skipWhite(cursor)
  const byte = peek(cursor)
  if (byte === 0x2f) return parseName(cursor)
  if (byte === 0x28) return parseLiteralString(cursor)
  if (byte === 0x5b) return nested(parse, parseArray)
  if (byte === 0x3c) return peek(cursor, 1) === 0x3c ? nested(parse, parseDict) : parseHexString(cursor)
  return parseWord(cursor)
}

function nested<T>(parse: Parse, body: (parse: Parse) => T): T {
  if (++parse.depth > parse.limits.maxDepth) throw tooComplex('object-depth')
  const object = body(parse)
  parse.depth--
  return object
}

function parseArray(parse: Parse): PdfObject[] {
  const { cursor } = parse
  const items: PdfObject[] = []
  cursor.at++
  for (;;) {
    skipWhite(cursor)
    if (peek(cursor) === 0x5d) {
      cursor.at++
      return items
    }
    items.push(parseValue(parse))
  }
}

function parseDict(parse: Parse): PdfDict {
  const { cursor, watch } = parse
  const dict = new Map<string, PdfObject>()
  cursor.at += 2
  for (;;) {
    skipWhite(cursor)
    const byte = peek(cursor)
    if (byte === 0x3e && peek(cursor, 1) === 0x3e) {
      cursor.at += 2
      return dict
    }
    if (byte !== 0x2f) throw damaged('dictionary-key', offsetOf(cursor))
    const key = parseName(cursor).value
    skipWhite(cursor)
    const from = offsetOf(cursor)
    const value = parseValue(parse)
    if (dict.has(key)) watch.duplicate?.(key, from)
    if (parse.depth === 1) watch.entry?.(key, { from, length: offsetOf(cursor) - from })
    dict.set(key, value)
  }
}

function parseName(cursor: Cursor): PdfName {
  cursor.at++
  const from = cursor.at
  while (isRegular(cursor.bytes[cursor.at])) cursor.at++
  if (cursor.at >= cursor.bytes.length && !cursor.final) peek(cursor)
  const written = latin1(cursor.bytes, from, cursor.at)
  if (!written.includes('#')) return pdfName(written)
  return pdfName(written.replace(/#([0-9a-fA-F]{2})/g, (_, pair: string) => String.fromCharCode((hexDigit(pair.charCodeAt(0)) << 4) | hexDigit(pair.charCodeAt(1)))))
}

function parseWord(cursor: Cursor): PdfObject {
  const integer = takeDigits(cursor, 10)
  if (integer >= 0) return referenceOr(cursor, integer)
  const at = offsetOf(cursor)
  const word = takeWord(cursor)
  if (word === 'true') return true
  if (word === 'false') return false
  if (word === 'null') return null
  if (/^\d{1,10}$/.test(word)) return referenceOr(cursor, Number(word))
  if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) return Number(word)
  throw damaged('unknown-word', at)
}

/** `12 0 R` or the plain number 12. */
function referenceOr(cursor: Cursor, number: number): PdfObject {
  const after = cursor.at
  skipWhite(cursor)
  const next = cursor.bytes[cursor.at]
  // At the end of a whole file or object stream a number may be the last thing there is.
  const mayFollow = next === undefined ? !cursor.final : next >= 48 && next <= 57
  if (mayFollow) {
    const digits = takeDigits(cursor, 5)
    if (digits >= 0) {
      if (takeKeyword(cursor, 'R')) return pdfRef(number, digits)
      cursor.at = after
      return number
    }
    const generation = takeWord(cursor)
    if (/^\d{1,5}$/.test(generation) && takeWord(cursor) === 'R') return pdfRef(number, Number(generation))
  }
  cursor.at = after
  return number
}
