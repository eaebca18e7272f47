import { AnnotationMode, type PDFDocumentProxy } from 'pdfjs-dist'

/** Sharp enough for the small letters of "Nơi nhận"; an A4 page is 1,654 × 2,339 dots. */
const DOTS_PER_INCH = 200
const POINTS_PER_INCH = 72
/** Beyond this a canvas is refused. */
const MOST_PIXELS = 16_000_000

/** One page as the printer gets it, with the appearances that are meant for paper; null without a document. */
export async function drawForPrint(pdf: PDFDocumentProxy | undefined, number: number) {
  if (!pdf) return null
  const page = await pdf.getPage(number)
  const { width, height } = page.getViewport({ scale: 1 })
  const scale = Math.min(DOTS_PER_INCH / POINTS_PER_INCH, Math.sqrt(MOST_PIXELS / (width * height)))
  const viewport = page.getViewport({ scale })
  const canvas = Object.assign(document.createElement('canvas'), { width: Math.floor(viewport.width), height: Math.floor(viewport.height) })
  await page.render({ canvas, viewport, intent: 'print', annotationMode: AnnotationMode.ENABLE }).promise
  const blob = await new Promise<Blob | null>(resolve => { canvas.toBlob(resolve, 'image/png') })
  Object.assign(canvas, { width: 0, height: 0 })
  return blob && { width, height, png: new Uint8Array(await blob.arrayBuffer()) }
}
