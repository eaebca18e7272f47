/** The objects of ISO 32000-2 §7.3 as values. Arrays are arrays, dictionaries are maps, numbers and booleans are themselves. */
export type PdfObject = null | boolean | number | PdfName | PdfString | PdfRef | PdfArray | PdfDict | PdfStream

/** `value` with #xx decoded, one character a byte: `/Co#6etents` is Contents to every reader, so it must be to us. */
export interface PdfName { readonly kind: 'name'; readonly value: string }
export interface PdfString { readonly kind: 'string'; readonly bytes: Uint8Array; readonly hex: boolean }
export interface PdfRef { readonly kind: 'ref'; readonly number: number; readonly generation: number }
export type PdfArray = readonly PdfObject[]
export type PdfDict = ReadonlyMap<string, PdfObject>

/**
 * A stream of a file: its bytes stay where they lie, `start` is the file offset of the first. `ref` is the object that it
 * is, by which it is enciphered; absent where no encryption reaches (cross-reference streams).
 */
export interface PdfStream { readonly kind: 'stream'; readonly dict: PdfDict; readonly start: number; readonly ref?: PdfRef }

export function pdfName(value: string): PdfName { return { kind: 'name', value } }
export function pdfRef(number: number, generation = 0): PdfRef { return { kind: 'ref', number, generation } }

export function isDict(object: PdfObject | undefined): object is PdfDict { return object instanceof Map }
export function isArray(object: PdfObject | undefined): object is PdfArray { return Array.isArray(object) }
export function isRef(object: PdfObject | undefined): object is PdfRef { return hasKind(object, 'ref') }
export function isName(object: PdfObject | undefined): object is PdfName { return hasKind(object, 'name') }
export function isString(object: PdfObject | undefined): object is PdfString { return hasKind(object, 'string') }
export function isStream(object: PdfObject | undefined): object is PdfStream { return hasKind(object, 'stream') }

/** The value of a name, undefined for everything else: `nameOf(dict.get('Type')) === 'Page'`. */
export function nameOf(object: PdfObject | undefined): string | undefined {
  return isName(object) ? object.value : undefined
}

/** A dictionary from an object literal; entries that are undefined are left out. */
export function pdfDict(entries: Readonly<Record<string, PdfObject | undefined>>): Map<string, PdfObject> {
  const dict = new Map<string, PdfObject>()
  for (const [key, value] of Object.entries(entries)) if (value !== undefined) dict.set(key, value)
  return dict
}

/** A text string (ISO 32000-2 §7.9.2.2) read: UTF-16 or UTF-8 with their marks, else PDFDocEncoding. */
export function textOf(string: PdfString): string {
  const { bytes } = string
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes.subarray(2))
  // In no standard, but written by some programs and read by all.
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes.subarray(2))
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return new TextDecoder().decode(bytes.subarray(3))
  return Array.from(bytes, byte => PDF_DOC.get(byte) ?? String.fromCharCode(byte)).join('')
}

/** Where PDFDocEncoding (ISO 32000-2 Annex D.3) says another letter than Latin-1: 18–1F, 80–9E and A0. */
const PDF_DOC: ReadonlyMap<number, string> = new Map(([[0x18, '˘ˇˆ˙˝˛˚˜'], [0x80, '•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž'], [0xa0, '€']] as const).flatMap(([from, letters]) =>
  Array.from(letters, (letter, index): [number, string] => [from + index, letter])))

/** A text string to write: ASCII as it is, everything else UTF-16BE with its mark, in NFC. */
export function pdfText(text: string): PdfString {
  const composed = text.normalize('NFC')
  if (/^[\x20-\x7e]*$/.test(composed)) return { kind: 'string', bytes: Buffer.from(composed, 'latin1'), hex: false }
  const utf16 = Buffer.from(`\ufeff${composed}`, 'utf16le')
  return { kind: 'string', bytes: utf16.swap16(), hex: false }
}

function hasKind(object: PdfObject | undefined, kind: string): boolean {
  return typeof object === 'object' && object !== null && 'kind' in object && object.kind === kind
}
