import { decodePng } from '../pdf/png.ts'

/** Refuses with `pdf.image-invalid` a picture that could not be drawn later, when somebody waits for a signature. */
export function checkSignatureImage(png: Uint8Array): void {
  decodePng(png)
}
