import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import type { FaceName, Typeface } from './font-face.ts'
import { pdfDict, pdfName, type PdfObject, type PdfRef } from './objects.ts'
import type { Update } from './update.ts'

/** A font in the file: its object, and text as the hexadecimal string that shows it. */
export interface EmbeddedFont { readonly ref: PdfRef; encode(text: string): string }

/**
 * Embeds the letters of `texts` as a composite font (ISO 32000-2 §9.7), two bytes a letter. Each letter has a CID of its
 * own, also where two share a glyph, so that ToUnicode gives back exactly what was written.
 */
export function embedFont(update: Update, type: Typeface, face: FaceName, texts: readonly string[]): EmbeddedFont {
  const font = type.fontOf(face)
  const subset = font.createSubset()
  const letters = [...new Set(texts.flatMap(text => Array.from(text)))]
  const cids = new Map(letters.map((letter, index) => [letter, index + 1]))
  const glyphs = [0, ...letters.map(letter => subset.includeGlyph(font.glyphForCodePoint(letter.codePointAt(0) ?? 0).id))]
  const program = subset.encode()
  const perMille = (units: number): number => Math.round(units * 1000 / font.unitsPerEm)
  const name = pdfName(`${tagOf(program)}+${font.postscriptName}`)
  const descriptor = update.add({ kind: 'object', object: pdfDict({
    Type: pdfName('FontDescriptor'), FontName: name, Flags: SERIF | SYMBOLIC | (font.italicAngle === 0 ? 0 : ITALIC),
    FontBBox: [font.bbox.minX, font.bbox.minY, font.bbox.maxX, font.bbox.maxY].map(perMille), ItalicAngle: Math.round(font.italicAngle),
    Ascent: perMille(font.ascent), Descent: perMille(font.descent), CapHeight: perMille(font.capHeight), StemV: face === 'bold' ? 140 : 80,
    FontFile2: addStream(update, program, { Length1: program.length }),
  }) })
  const descendant = update.add({ kind: 'object', object: pdfDict({
    Type: pdfName('Font'), Subtype: pdfName('CIDFontType2'), BaseFont: name, FontDescriptor: descriptor, DW: 500,
    CIDSystemInfo: pdfDict({ Registry: ascii('Adobe'), Ordering: ascii('Identity'), Supplement: 0 }),
    W: [1, letters.map(letter => Math.round(type.widthOf(face, 1000, letter)))],
    CIDToGIDMap: addStream(update, Buffer.concat(glyphs.map(two))),
  }) })
  const ref = update.add({ kind: 'object', object: pdfDict({
    Type: pdfName('Font'), Subtype: pdfName('Type0'), BaseFont: name, Encoding: pdfName('Identity-H'), DescendantFonts: [descendant],
    ToUnicode: addStream(update, Buffer.from(unicodeMap(letters))),
  }) })
  return { ref, encode: text => Array.from(text, letter => hex(cids.get(letter) ?? 0)).join('') }
}

/** ISO 32000-2 Table 121. */
const [SERIF, SYMBOLIC, ITALIC] = [1 << 1, 1 << 2, 1 << 6]

/** §9.10.3; at most 100 pairs a block (Adobe Technical Note 5411). */
function unicodeMap(letters: readonly string[]): string {
  const pairs = letters.map((letter, index) => `<${hex(index + 1)}> <${Buffer.from(letter, 'utf16le').swap16().toString('hex')}>`)
  let blocks = ''
  for (let at = 0; at < pairs.length; at += 100) {
    const block = pairs.slice(at, at + 100)
    blocks += `${block.length} beginbfchar\n${block.join('\n')}\nendbfchar\n`
  }
  return '/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n'
    + `/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n${blocks}endcmap\n`
    + 'CMapName currentdict /CMap defineresource pop\nend\nend\n'
}

/** §9.9.2: six capitals that differ from one subset to the next. */
function tagOf(program: Uint8Array): string {
  return Array.from(createHash('sha256').update(program).digest().subarray(0, 6), byte => String.fromCharCode(65 + byte % 26)).join('')
}

function addStream(update: Update, data: Uint8Array, entries: Readonly<Record<string, PdfObject>> = {}): PdfRef {
  return update.add({ kind: 'stream', dict: pdfDict({ ...entries, Filter: pdfName('FlateDecode') }), data: deflateSync(data) })
}

function ascii(text: string): PdfObject { return { kind: 'string', bytes: Buffer.from(text, 'latin1'), hex: false } }
function hex(value: number): string { return value.toString(16).padStart(4, '0') }
function two(value: number): Buffer { return Buffer.from([value >> 8, value & 0xff]) }
