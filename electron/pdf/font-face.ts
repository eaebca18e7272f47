import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Font } from 'fontkit'

/** Tinos: the metrics of Times New Roman, which NĐ 30/2020 (Phụ lục I) wants, and every Vietnamese letter. OFL. */
const FILES = { regular: '400Regular/Tinos_400Regular.ttf', bold: '700Bold/Tinos_700Bold.ttf', italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf' } as const
export type FaceName = keyof typeof FILES

/** The faces that text is set in. Texts are in NFC and hold only letters that `missingLetter` has passed. */
export interface Typeface {
  /** Points. */
  widthOf(face: FaceName, size: number, text: string): number
  /** The first letter that no face has, null when all can be printed. */
  missingLetter(text: string): string | null
  /** Outline of a letter in thousandths of the em, y upward, as SVG path data; and its advance. */
  outlineOf(face: FaceName, letter: string): { readonly path: string; readonly advance: number }
  fontOf(face: FaceName): Font
}

/** Reads the faces; each is parsed when first asked for. fontkit costs 130 ms to load, so only who prints text pays. */
export async function loadTypeface(): Promise<Typeface> {
  const { create } = await import('fontkit')
  const { resolve } = createRequire(import.meta.url)
  const opened = new Map<FaceName, Font>()
  const fontOf = (face: FaceName): Font => {
    const known = opened.get(face)
    if (known !== undefined) return known
    const font = create(readFileSync(resolve(`@expo-google-fonts/tinos/${FILES[face]}`)))
    opened.set(face, font)
    return font
  }
  const advance = (font: Font, letter: string): number => font.glyphForCodePoint(letter.codePointAt(0) ?? 0).advanceWidth * 1000 / font.unitsPerEm
  return {
    fontOf,
    widthOf: (face, size, text) => Array.from(text).reduce((sum, letter) => sum + advance(fontOf(face), letter), 0) * size / 1000,
    missingLetter: text => Array.from(text).find(letter => !isPrintable(fontOf('regular'), letter)) ?? null,
    outlineOf(face, letter) {
      const font = fontOf(face)
      const glyph = font.glyphForCodePoint(letter.codePointAt(0) ?? 0)
      return { path: scaled(glyph.path.toSVG(), 1000 / font.unitsPerEm), advance: glyph.advanceWidth * 1000 / font.unitsPerEm }
    },
  }
}

/** A mark that NFC left standing alone would be printed beside its letter, a control character as nothing. */
function isPrintable(font: Font, letter: string): boolean {
  return !/[\p{M}\p{C}]/u.test(letter) && font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0)
}

function scaled(path: string, by: number): string {
  return path.replaceAll(/-?\d+(?:\.\d+)?/g, number => String(Math.round(Number(number) * by * 10) / 10))
}
