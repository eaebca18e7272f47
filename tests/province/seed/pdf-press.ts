import { deflateSync } from 'node:zlib'
import { FACE_NAMES, type Face } from './pdf-font.ts'
import { loadTypeface, type Typeface } from './pdf-text.ts'

/** What every PDF of the seed begins with, byte for byte: header and fonts. Objects 1 … `count`. */
export interface Press {
  readonly type: Typeface
  readonly prefix: Buffer
  readonly offsets: readonly number[]
  /** The /Font resource that names the faces as pdf-text.ts does. */
  readonly fontResource: string
}

export function openPress(): Press {
  const type = loadTypeface()
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
  const offsets: number[] = []
  let at = parts[0]?.length ?? 0
  const add = (body: Buffer) => {
    offsets.push(at)
    const object = objectBytes(offsets.length, body)
    parts.push(object)
    at += object.length
    return offsets.length
  }
  const resources = FACE_NAMES.map(name => `/${name} ${addFace(type[name], add)} 0 R`)
  return { type, prefix: Buffer.concat(parts), offsets, fontResource: `/Font<<${resources.join('')}>>` }
}

export function objectBytes(id: number, body: Buffer | string): Buffer {
  return Buffer.concat([Buffer.from(`${id} 0 obj\n`), typeof body === 'string' ? Buffer.from(body, 'latin1') : body, Buffer.from('\nendobj\n')])
}

/** A stream object's body; `plain` leaves it readable, which the seed's faults need. */
export function streamBody(dictionary: string, content: Buffer, plain = false): Buffer {
  const bytes = plain ? content : deflateSync(content)
  return Buffer.concat([Buffer.from(`<<${dictionary}${plain ? '' : '/Filter/FlateDecode'}/Length ${bytes.length}>>\nstream\n`, 'latin1'), bytes, Buffer.from('\nendstream')])
}

/** A text string: UTF-16BE with its mark (ISO 32000-1 §7.9.2.2). */
export function textString(text: string): string {
  return `<FEFF${Buffer.from(text.normalize('NFC'), 'utf16le').swap16().toString('hex').toUpperCase()}>`
}

/** A date in Vietnam's time whatever the machine's zone. */
export function dateString(atMs: number): string {
  return `(D:${new Date(atMs + 7 * 3_600_000).toISOString().replace(/[-:T]/g, '').slice(0, 14)}+07'00')`
}

function addFace(face: Face, add: (body: Buffer) => number): number {
  const program = add(streamBody(`/Length1 ${face.program.length}`, face.program))
  const flags = 2 + 32 + (face.italicAngle === 0 ? 0 : 64)
  const descriptor = add(Buffer.from(`<</Type/FontDescriptor/FontName/${face.name}/Flags ${flags}/FontBBox[${face.box.join(' ')}]/ItalicAngle ${face.italicAngle}/Ascent ${face.ascent}/Descent ${face.descent}/CapHeight 662/StemV ${face.name.includes('Bold') ? 140 : 80}/FontFile2 ${program} 0 R>>`))
  const cidFont = add(Buffer.from(`<</Type/Font/Subtype/CIDFontType2/BaseFont/${face.name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ${descriptor} 0 R/CIDToGIDMap/Identity/DW 500/W[0[${face.widths.join(' ')}]]>>`))
  const toUnicode = add(streamBody('', Buffer.from(unicodeMap(face))))
  return add(Buffer.from(`<</Type/Font/Subtype/Type0/BaseFont/${face.name}/Encoding/Identity-H/DescendantFonts[${cidFont} 0 R]/ToUnicode ${toUnicode} 0 R>>`))
}

function unicodeMap(face: Face): string {
  const hex = (value: number) => value.toString(16).padStart(4, '0').toUpperCase()
  const seen = new Set<number>()
  const pairs = [...face.glyphOf].filter(([, glyph]) => !seen.has(glyph) && seen.add(glyph)).map(([code, glyph]) => `<${hex(glyph)}> <${hex(code)}>`)
  const blocks: string[] = []
  // At most 100 pairs a block (Adobe Technical Note 5411).
  for (let at = 0; at < pairs.length; at += 100) blocks.push(`${Math.min(100, pairs.length - at)} beginbfchar\n${pairs.slice(at, at + 100).join('\n')}\nendbfchar`)
  return `/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n${blocks.join('\n')}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n`
}
