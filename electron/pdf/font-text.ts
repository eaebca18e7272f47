import { isArray, isDict, isName, isStream, nameOf, type PdfArray, type PdfDict, type PdfObject, type PdfString } from './objects.ts'
import type { PdfFile } from './open.ts'
import { parseUnicodeMap } from './unicode-map.ts'

/** What a shown string says and how wide it is, in thousandths of the font size. */
export interface ShownText { readonly text: string; readonly width: number; readonly codes: number; readonly spaces: number }

export interface TextFont { show(string: PdfString): ShownText }

/** A font as far as its text and widths go. Without ToUnicode a simple font is read by its encoding's name, a composite one not at all. */
async function textFont(file: PdfFile, dict: PdfDict): Promise<TextFont> {
  const composite = nameOf(await file.resolve(dict.get('Subtype'))) === 'Type0'
  const stream = await file.resolve(dict.get('ToUnicode'))
  const unicode = isStream(stream) ? parseUnicodeMap(await file.decode(stream), file.limits) : null
  const widths = composite ? await compositeWidths(file, dict) : await simpleWidths(file, dict)
  const letters = composite ? null : encodedLetters(nameOf(await file.resolve(dict.get('Encoding'))))
  const step = composite ? 2 : 1
  return {
    show({ bytes }) {
      let [text, width, spaces] = ['', 0, 0]
      for (let at = 0; at + step <= bytes.length; at += step) {
        const code = composite ? (bytes[at] ?? 0) << 8 | (bytes[at + 1] ?? 0) : bytes[at] ?? 0
        text += unicode?.get(code) ?? letters?.[code] ?? ''
        width += widths.get(code) ?? widths.fallback
        if (code === 32 && !composite) spaces++
      }
      return { text, width, codes: Math.floor(bytes.length / step), spaces }
    },
  }
}

/** By code. The encodings that have names share their lower half; what has none is mostly Windows' own (ISO 32000-2 Annex D.2). */
function encodedLetters(name: string | undefined): readonly string[] {
  return Array.from(new TextDecoder(name === 'MacRomanEncoding' ? 'macintosh' : 'windows-1252').decode(EVERY_BYTE))
}
const EVERY_BYTE = Uint8Array.from({ length: 256 }, (_, byte) => byte)

interface Widths { get(code: number): number | undefined; readonly fallback: number }

/** ISO 32000-2 §9.2.4; the standard fonts may leave Widths out, then half an em is near enough to find a line's middle. */
async function simpleWidths(file: PdfFile, dict: PdfDict): Promise<Widths> {
  const first = await file.resolve(dict.get('FirstChar'))
  const numbers = await numbersIn(file, await file.resolve(dict.get('Widths')))
  const from = typeof first === 'number' ? first : 0
  return { get: code => numbers[code - from], fallback: 500 }
}

/** §9.7.4.3: `code [w …]` or `first last w`; codes are taken as CIDs, which Identity-H makes them. */
async function compositeWidths(file: PdfFile, dict: PdfDict): Promise<Widths> {
  const descendants = await file.resolve(dict.get('DescendantFonts'))
  const descendant = await file.resolve(isArray(descendants) ? descendants[0] : null)
  const widths = new Map<number, number>()
  if (!isDict(descendant)) return { get: () => undefined, fallback: 1000 }
  const list = await file.resolve(descendant.get('W'))
  if (isArray(list)) await readWidthList(file, list, widths)
  const fallback = await file.resolve(descendant.get('DW'))
  return { get: code => widths.get(code), fallback: typeof fallback === 'number' ? fallback : 1000 }
}

/** CIDs are two bytes; longer ranges, or one range a thousand times, only cost memory and time. */
const MOST_WIDTHS = 70_000

async function readWidthList(file: PdfFile, list: PdfArray, widths: Map<number, number>): Promise<void> {
  let left = MOST_WIDTHS
  for (let at = 0; at + 1 < list.length && left > 0;) {
    const [first, second, third] = [list[at], await file.resolve(list[at + 1]), list[at + 2]]
    if (typeof first !== 'number' || first < 0 || first > 0xffff) return
    if (isArray(second)) {
      for (const [index, width] of (await numbersIn(file, second.slice(0, left))).entries()) widths.set(first + index, width)
      left -= second.length
      at += 2
    } else {
      if (typeof second !== 'number' || typeof third !== 'number') return
      const end = Math.min(second, 0xffff, first + left)
      for (let code = first; code <= end; code++) widths.set(code, third)
      left -= Math.max(1, end - first)
      at += 3
    }
  }
}

async function numbersIn(file: PdfFile, object: PdfObject): Promise<number[]> {
  const numbers: number[] = []
  for (const item of isArray(object) ? object : []) {
    const number = await file.resolve(item)
    numbers.push(typeof number === 'number' ? number : 0)
  }
  return numbers
}

/** The fonts of a resource dictionary by name; what is no font is left out. */
export async function fontsOf(file: PdfFile, resources: PdfObject | undefined): Promise<ReadonlyMap<string, TextFont>> {
  const fonts = new Map<string, TextFont>()
  const named = await file.resolveDict((await file.resolveDict(resources))?.get('Font'))
  for (const [name, value] of named ?? []) {
    const dict = await file.resolveDict(value)
    if (dict !== null && isName(await file.resolve(dict.get('Subtype')))) fonts.set(name, await textFont(file, dict))
  }
  return fonts
}
