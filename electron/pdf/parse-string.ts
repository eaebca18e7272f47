import { type Cursor, peek } from './lexer.ts'
import type { PdfString } from './objects.ts'

const ESCAPES = new Map([['n', 10], ['r', 13], ['t', 9], ['b', 8], ['f', 12]].map(([letter, byte]) => [String(letter).charCodeAt(0), Number(byte)]))
const OPEN = 40
const CLOSE = 41
const BACKSLASH = 92
const LF = 10
const CR = 13

/** A literal string, the cursor on its opening parenthesis (ISO 32000-2 §7.3.4.2). */
export function parseLiteralString(cursor: Cursor): PdfString {
  const out: number[] = []
  let depth = 0
  for (;;) {
    const byte = peek(cursor)
    cursor.at++
    if (byte === OPEN && depth++ === 0) continue
    if (byte === CLOSE && --depth === 0) return { kind: 'string', bytes: Uint8Array.from(out), hex: false }
    if (byte === BACKSLASH) parseEscape(cursor, out)
    else if (byte === CR) {
      if (peek(cursor) === LF) cursor.at++
      out.push(LF)
    } else out.push(byte)
  }
}

/** A hexadecimal string, the cursor on `<`. Characters that are no digits are passed over as all readers do. */
export function parseHexString(cursor: Cursor): PdfString {
  cursor.at++
  const { bytes } = cursor
  const end = bytes.indexOf(0x3e, cursor.at)
  if (end < 0) {
    cursor.at = bytes.length
    peek(cursor)
  }
  const out = new Uint8Array((end - cursor.at + 1) >> 1)
  let digits = 0
  for (let at = cursor.at; at < end; at++) {
    const value = hexDigit(bytes[at] ?? 0)
    if (value < 0) continue
    out[digits >> 1] = (out[digits >> 1] ?? 0) | (digits % 2 === 0 ? value << 4 : value)
    digits++
  }
  cursor.at = end + 1
  return { kind: 'string', bytes: out.subarray(0, (digits + 1) >> 1), hex: true }
}

/** The value of a hexadecimal digit, -1 for any other byte. */
export function hexDigit(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48
  const lower = byte | 32
  return lower >= 97 && lower <= 102 ? lower - 87 : -1
}

function parseEscape(cursor: Cursor, out: number[]): void {
  const byte = peek(cursor)
  cursor.at++
  const escaped = ESCAPES.get(byte)
  if (escaped !== undefined) out.push(escaped)
  else if (isOctal(byte)) {
    let value = byte - 48
    for (let more = 0; more < 2 && isOctal(peek(cursor)); more++) value = value * 8 + cursorDigit(cursor)
    out.push(value & 255)
  } else if (byte === CR) {
    if (peek(cursor) === LF) cursor.at++
  } else if (byte !== LF) out.push(byte)
}

function isOctal(byte: number): boolean { return byte >= 48 && byte <= 55 }
function cursorDigit(cursor: Cursor): number {
  const digit = peek(cursor) - 48
  cursor.at++
  return digit
}
