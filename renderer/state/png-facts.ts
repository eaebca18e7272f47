/** What a PNG's header says (PNG §11.2.2): pixels, and whether it has a channel or a list for transparency. */
export interface PngFacts { readonly width: number; readonly height: number; readonly mayBeTransparent: boolean }

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47]
const HEADER_END = 33

/** Null for bytes that are no PNG. Pure. */
export function pngFacts(png: Uint8Array): PngFacts | null {
  if (png.length < HEADER_END || !SIGNATURE.every((byte, index) => png[index] === byte)) return null
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  const type = view.getUint8(25)
  return { width: view.getUint32(16), height: view.getUint32(20), mayBeTransparent: type === 4 || type === 6 || hasTransparencyChunk(view) }
}

function hasTransparencyChunk(view: DataView): boolean {
  for (let at = 8; at + 12 <= view.byteLength;) {
    const type = view.getUint32(at + 4)
    if (type === 0x74524e53 /* tRNS */) return true
    if (type === 0x49444154 /* IDAT */) return false
    at += 12 + view.getUint32(at)
  }
  return false
}

/** NĐ 30/2020 asks 200 dpi of a scanned copy; thin rings of a seal need more. */
export const SHARP_DPI = 300

const MM_PER_INCH = 25.4
export function dotsPerInch(pixels: number, mm: number): number { return Math.round(pixels / (mm / MM_PER_INCH)) }

/** Millimetres as typed; a comma is Vietnam's decimal mark, which the field does not take. */
export function isSealWidth(text: string): boolean {
  return /^\d{2,3}(\.\d)?$/.test(text) && Number(text) >= 10 && Number(text) <= 100
}
