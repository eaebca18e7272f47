import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** One face of Tinos, cut down to the letters of Vietnamese papers. CIDs are its own glyph numbers. */
export interface Face {
  readonly name: string
  readonly program: Buffer
  readonly glyphOf: ReadonlyMap<number, number>
  /** Per glyph, in thousandths of the em. */
  readonly widths: readonly number[]
  readonly box: readonly [number, number, number, number]
  readonly ascent: number
  readonly descent: number
  readonly italicAngle: number
}

const FILES = {
  regular: '400Regular/Tinos_400Regular.ttf', bold: '700Bold/Tinos_700Bold.ttf',
  italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf', boldItalic: '700Bold_Italic/Tinos_700Bold_Italic.ttf',
} as const
export type FaceName = keyof typeof FILES
export const FACE_NAMES = Object.keys(FILES) as FaceName[]

const VIETNAMESE = 'ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư' + Array.from({ length: 0x1ef9 - 0x1ea0 + 1 }, (_, index) => String.fromCodePoint(0x1ea0 + index)).join('')
const ASCII = Array.from({ length: 95 }, (_, index) => String.fromCodePoint(0x20 + index)).join('')
// Bold italic is used for "Nơi nhận:" alone (NĐ 30/2020, Phụ lục I).
const REPERTOIRE: Record<FaceName, string> = {
  regular: ASCII + VIETNAMESE + '–—“”‘’…•°²³×±', bold: ASCII + VIETNAMESE + '–“”…★', italic: ASCII + VIETNAMESE + '–“”…', boldItalic: 'Nơi nhận:',
}

/** Reads and cuts a face from the npm package; hinting is left out, which halves it. */
export function loadFace(name: FaceName): Face {
  const file = createRequire(import.meta.url).resolve(`@expo-google-fonts/tinos/${FILES[name]}`)
  return subset(readFileSync(file), name)
}

interface Sfnt { readonly bytes: Buffer; table(tag: string): Buffer }

function openSfnt(bytes: Buffer): Sfnt {
  const tables = new Map<string, Buffer>()
  for (let index = 0; index < bytes.readUInt16BE(4); index++) {
    const at = 12 + index * 16
    tables.set(bytes.toString('latin1', at, at + 4), bytes.subarray(bytes.readUInt32BE(at + 8), bytes.readUInt32BE(at + 8) + bytes.readUInt32BE(at + 12)))
  }
  return { bytes, table: tag => tables.get(tag) ?? Buffer.alloc(0) }
}

function subset(bytes: Buffer, name: FaceName): Face {
  const font = openSfnt(bytes)
  const [head, hhea, maxp] = [Buffer.from(font.table('head')), Buffer.from(font.table('hhea')), Buffer.from(font.table('maxp'))]
  const lookUp = readCmap(font.table('cmap'))
  const order = [0]
  const newOf = new Map([[0, 0]])
  const take = (glyph: number) => {
    const known = newOf.get(glyph)
    if (known !== undefined) return known
    newOf.set(glyph, order.length)
    return order.push(glyph) - 1
  }
  const glyphOf = new Map<number, number>()
  for (const letter of REPERTOIRE[name]) {
    const code = letter.codePointAt(0) ?? 0
    const glyph = lookUp(code)
    if (glyph !== 0) glyphOf.set(code, take(glyph))
  }
  const glyphs: Buffer[] = []
  // `order` grows while composites ask for their parts.
  for (let index = 0; index < order.length; index++) glyphs.push(withoutHints(readGlyph(font, head, order[index] ?? 0), take))

  const scale = 1000 / head.readUInt16BE(18)
  const advances = order.map(glyph => readAdvance(font.table('hmtx'), hhea.readUInt16BE(34), glyph))
  const hmtx = Buffer.alloc(order.length * 4)
  advances.forEach((advance, index) => { hmtx.writeUInt16BE(advance, index * 4); hmtx.writeInt16BE((glyphs[index]?.length ?? 0) > 0 ? glyphs[index]?.readInt16BE(2) ?? 0 : 0, index * 4 + 2) })
  const loca = Buffer.alloc((glyphs.length + 1) * 4)
  glyphs.reduce((at, glyph, index) => { loca.writeUInt32BE(at + glyph.length, (index + 1) * 4); return at + glyph.length }, 0)
  head.writeInt16BE(1, 50)
  hhea.writeUInt16BE(order.length, 34)
  maxp.writeUInt16BE(order.length, 4)
  const metric = (at: number, table: Buffer) => Math.round(table.readInt16BE(at) * scale)
  return {
    name: `HACHAU+Tinos-${name[0]?.toUpperCase()}${name.slice(1)}`, glyphOf,
    program: writeSfnt({ glyf: Buffer.concat(glyphs), head, hhea, hmtx, loca, maxp }),
    widths: advances.map(advance => Math.round(advance * scale)),
    box: [metric(36, head), metric(38, head), metric(40, head), metric(42, head)],
    ascent: metric(4, hhea), descent: metric(6, hhea), italicAngle: name.toLowerCase().includes('italic') ? -16 : 0,
  }
}

/** Format 4 of the cmap: all our letters are in the basic plane. */
function readCmap(cmap: Buffer): (code: number) => number {
  let at = 0
  for (let index = 0; index < cmap.readUInt16BE(2); index++) {
    const offset = cmap.readUInt32BE(8 + index * 8)
    if (cmap.readUInt16BE(offset) === 4) at = offset
  }
  const segments = cmap.readUInt16BE(at + 6) / 2
  return code => {
    for (let index = 0; index < segments; index++) {
      if (code > cmap.readUInt16BE(at + 14 + index * 2)) continue
      const start = cmap.readUInt16BE(at + 16 + (segments + index) * 2)
      if (code < start) return 0
      const delta = cmap.readUInt16BE(at + 16 + (2 * segments + index) * 2)
      const rangeAt = at + 16 + (3 * segments + index) * 2
      const range = cmap.readUInt16BE(rangeAt)
      if (range === 0) return (code + delta) & 0xffff
      const glyph = cmap.readUInt16BE(rangeAt + range + (code - start) * 2)
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff
    }
    return 0
  }
}

function readGlyph(font: Sfnt, head: Buffer, glyph: number): Buffer {
  const loca = font.table('loca')
  const offset = (index: number) => font.table('head').readInt16BE(50) === 0 ? loca.readUInt16BE(index * 2) * 2 : loca.readUInt32BE(index * 4)
  return font.table('glyf').subarray(offset(glyph), offset(glyph + 1))
}

function readAdvance(hmtx: Buffer, count: number, glyph: number): number {
  return hmtx.readUInt16BE(Math.min(glyph, count - 1) * 4)
}

/** A glyph without its instructions, parts of composites renumbered; padded to four bytes. */
function withoutHints(glyph: Buffer, take: (glyph: number) => number): Buffer {
  if (glyph.length === 0) return glyph
  const contours = glyph.readInt16BE(0)
  const out = contours < 0 ? compositeWithoutHints(Buffer.from(glyph), take) : simpleWithoutHints(glyph, contours)
  return Buffer.concat([out, Buffer.alloc((4 - out.length % 4) % 4)])
}

function simpleWithoutHints(glyph: Buffer, contours: number): Buffer {
  const at = 10 + contours * 2
  const hints = glyph.readUInt16BE(at)
  return Buffer.concat([glyph.subarray(0, at), Buffer.alloc(2), glyph.subarray(at + 2 + hints)])
}

function compositeWithoutHints(glyph: Buffer, take: (glyph: number) => number): Buffer {
  let at = 10
  for (let more = true; more;) {
    const flags = glyph.readUInt16BE(at)
    glyph.writeUInt16BE(flags & ~0x0100, at)
    glyph.writeUInt16BE(take(glyph.readUInt16BE(at + 2)), at + 2)
    at += 4 + (flags & 0x0001 ? 4 : 2) + (flags & 0x0008 ? 2 : flags & 0x0040 ? 4 : flags & 0x0080 ? 8 : 0)
    more = (flags & 0x0020) !== 0
  }
  return glyph.subarray(0, at)
}

function writeSfnt(tables: Readonly<Record<string, Buffer>>): Buffer {
  const tags = Object.keys(tables).sort()
  const directory = Buffer.alloc(12 + tags.length * 16)
  directory.writeUInt32BE(0x00010000, 0)
  directory.writeUInt16BE(tags.length, 4)
  const power = 2 ** Math.floor(Math.log2(tags.length))
  directory.writeUInt16BE(power * 16, 6)
  directory.writeUInt16BE(Math.log2(power), 8)
  directory.writeUInt16BE((tags.length - power) * 16, 10)
  const parts = [directory]
  let at = directory.length
  tags.forEach((tag, index) => {
    const table = tables[tag] ?? Buffer.alloc(0)
    const padded = Buffer.concat([table, Buffer.alloc((4 - table.length % 4) % 4)])
    let sum = 0
    for (let word = 0; word < padded.length; word += 4) sum = (sum + padded.readUInt32BE(word)) >>> 0
    directory.write(tag, 12 + index * 16, 'latin1')
    directory.writeUInt32BE(sum, 12 + index * 16 + 4)
    directory.writeUInt32BE(at, 12 + index * 16 + 8)
    directory.writeUInt32BE(table.length, 12 + index * 16 + 12)
    parts.push(padded)
    at += padded.length
  })
  return Buffer.concat(parts)
}
