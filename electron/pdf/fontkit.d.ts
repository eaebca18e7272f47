/** What we use of fontkit 2, which ships no types. */
declare module 'fontkit' {
  interface Path { toSVG(): string }
  interface Glyph { readonly id: number; readonly advanceWidth: number; readonly path: Path }
  interface Subset { includeGlyph(glyph: number): number; encode(): Uint8Array }
  interface Font {
    readonly postscriptName: string
    readonly unitsPerEm: number
    readonly ascent: number
    readonly descent: number
    readonly capHeight: number
    readonly italicAngle: number
    readonly bbox: { readonly minX: number; readonly minY: number; readonly maxX: number; readonly maxY: number }
    hasGlyphForCodePoint(codePoint: number): boolean
    glyphForCodePoint(codePoint: number): Glyph
    createSubset(): Subset
  }
  function create(bytes: Uint8Array): Font
}
