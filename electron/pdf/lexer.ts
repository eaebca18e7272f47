import { damaged } from './limits.ts'

/**
 * Thrown when a window of bytes ended inside an object: the caller reads a longer window and starts anew. Always the same
 * one: it is no failure, and where it came from tells nobody anything.
 */
export const WINDOW_END: Error = new Error('the window ends inside an object')

/** A piece of a file under the cursor. `base` is the file offset of the first byte; `final`: nothing follows. */
export interface Cursor { readonly bytes: Uint8Array; readonly base: number; readonly final: boolean; at: number }

const [REGULAR, WHITE, DELIMITER] = [0, 1, 2]
/** What each byte is (ISO 32000-2 §7.2.3). A large file has 10^7 of them to ask about. */
const CLASSES = Uint8Array.from({ length: 256 }, (_, byte) => [0, 9, 10, 12, 13, 32].includes(byte) ? WHITE : '()<>[]{}/%'.includes(String.fromCharCode(byte)) ? DELIMITER : REGULAR)
const PERCENT = 37
const LF = 10
const CR = 13

export function isWhite(byte: number | undefined): boolean { return byte !== undefined && CLASSES[byte] === WHITE }
export function isRegular(byte: number | undefined): boolean {
  return byte !== undefined && CLASSES[byte] === REGULAR
}

/** The file offset under the cursor. */
export function offsetOf(cursor: Cursor): number { return cursor.base + cursor.at }

/** The byte under the cursor; at the end of the window it asks for a longer one, at the end of the file it is damage. */
export function peek(cursor: Cursor, ahead = 0): number {
  const byte = cursor.bytes[cursor.at + ahead]
  if (byte !== undefined) return byte
  if (!cursor.final) throw WINDOW_END
  throw damaged('unexpected-end', offsetOf(cursor))
}

/** Passes white space and comments (ISO 32000-2 §7.2.3, §7.2.4). */
export function skipWhite(cursor: Cursor): void {
  const { bytes } = cursor
  for (;;) {
    while (isWhite(bytes[cursor.at])) cursor.at++
    if (bytes[cursor.at] !== PERCENT) return
    while (cursor.at < bytes.length && bytes[cursor.at] !== LF && bytes[cursor.at] !== CR) cursor.at++
  }
}

/** The run of regular characters under the cursor, possibly empty. */
export function takeWord(cursor: Cursor): string {
  skipWhite(cursor)
  const { bytes } = cursor
  const from = cursor.at
  while (isRegular(bytes[cursor.at])) cursor.at++
  // A word that touches the end of the window may go on behind it.
  if (cursor.at >= bytes.length && !cursor.final) throw WINDOW_END
  return latin1(bytes, from, cursor.at)
}

/** True and past it when exactly this word comes next. */
export function takeKeyword(cursor: Cursor, keyword: string): boolean {
  const before = cursor.at
  skipWhite(cursor)
  // Another first letter is another word, wherever it ends.
  const first = cursor.bytes[cursor.at]
  if ((first === undefined || first === keyword.charCodeAt(0)) && takeWord(cursor) === keyword) return true
  cursor.at = before
  return false
}

/** A non-negative integer as the syntax around objects has them; anything else is damage. */
export function takeInteger(cursor: Cursor): number {
  skipWhite(cursor)
  const value = takeDigits(cursor, 15)
  if (value >= 0) return value
  const word = takeWord(cursor)
  if (!/^\+?\d{1,15}$/.test(word)) throw damaged('integer-expected', offsetOf(cursor))
  return Number(word)
}

/**
 * The number that a word of at most so many digits writes, and past it; -1 and not moved where the word is anything else,
 * or touches the end of the window.
 */
export function takeDigits(cursor: Cursor, most: number): number {
  const { bytes } = cursor
  let value = 0
  let at = cursor.at
  for (let byte = bytes[at]; byte !== undefined && byte >= 48 && byte <= 57; byte = bytes[at]) {
    value = value * 10 + byte - 48
    at++
  }
  if (at === cursor.at || at - cursor.at > most || at >= bytes.length || isRegular(bytes[at])) return -1
  cursor.at = at
  return value
}

const SHORT = 16

export function latin1(bytes: Uint8Array, from: number, to: number): string {
  // For the words of a file, which are short, going to another language and back costs more than the letters.
  if (to - from <= SHORT) {
    let text = ''
    for (let at = from; at < to; at++) text += String.fromCharCode(bytes[at] ?? 0)
    return text
  }
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('latin1')
}
