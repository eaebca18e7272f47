import { AnnotationMode, TextLayer, type PDFDocumentProxy, type PDFPageProxy, type RenderTask } from 'pdfjs-dist'
import { toScreen } from './page-space.ts'
import type { PageBox, SignatureMark } from './protocol.ts'

export type Turn = PageBox['turn']
export interface PageLook { readonly scale: number; readonly turn: Turn }
export interface PageTold { onLink(url: string): void; onMark(number: number): void; onSize(): void; onDrawn(page: number): void }

/** Beyond this a canvas is refused by the graphics process and the page would stay white. */
const MOST_PIXELS = 16_000_000

/** One page: a canvas, the text over it, marks and links over that. Drawn when near the eye, let go when far. */
export function createPageView(pdf: PDFDocumentProxy, number: number, size: { width: number; height: number }, told: PageTold) {
  const element = document.createElement('section')
  element.className = 'page'
  element.setAttribute('aria-label', String(number))
  const own = { size, page: null as PDFPageProxy | null, look: null as PageLook | null, task: null as RenderTask | null, text: null as TextLayer | null, marks: [] as readonly SignatureMark[], drawn: null as string | null }

  function box(left = 0, top = 0): PageBox {
    const { scale, turn } = own.look ?? { scale: 1, turn: 0 as Turn }
    const sideways = turn % 180 !== 0
    return { page: number, left, top, width: (sideways ? own.size.height : own.size.width) * scale, height: (sideways ? own.size.width : own.size.height) * scale, scale, pageWidth: own.size.width, pageHeight: own.size.height, turn }
  }
  function lay(look: PageLook): void {
    own.look = look
    const { width, height } = box()
    Object.assign(element.style, { width: `${width}px`, height: `${height}px` })
    element.style.setProperty('--total-scale-factor', String(look.scale))
    drawMarks()
  }
  async function measure(): Promise<PDFPageProxy> {
    own.page ??= await pdf.getPage(number)
    const { width, height } = own.page.getViewport({ scale: 1 })
    if (width !== own.size.width || height !== own.size.height) {
      own.size = { width, height }
      told.onSize()
    }
    return own.page
  }
  async function draw(): Promise<void> {
    if (!own.look) return
    const wanted = `${own.look.scale}/${own.look.turn}/${devicePixelRatio}`
    if (own.drawn === wanted) return
    own.drawn = wanted
    own.task?.cancel()
    const page = await measure()
    if (own.drawn !== wanted || !own.look) return
    const viewport = page.getViewport({ scale: own.look.scale, rotation: (page.rotate + own.look.turn) % 360 })
    const sharp = Math.min(devicePixelRatio, Math.sqrt(MOST_PIXELS / (viewport.width * viewport.height)))
    const canvas = Object.assign(document.createElement('canvas'), { width: Math.floor(viewport.width * sharp), height: Math.floor(viewport.height * sharp) })
    // Appearances of annotations are drawn, for a signature's image and the seal are such; what they are worth is said by our marks.
    own.task = page.render({ canvas, viewport, transform: [sharp, 0, 0, sharp, 0, 0], annotationMode: AnnotationMode.ENABLE })
    await own.task.promise
    const layer = document.createElement('div')
    layer.className = 'textLayer'
    own.text?.cancel()
    own.text = new TextLayer({ textContentSource: page.streamTextContent(), container: layer, viewport })
    element.replaceChildren(canvas, layer)
    told.onDrawn(number)
    await own.text.render()
    await drawLinks(page)
    drawMarks()
  }
  async function drawLinks(page: PDFPageProxy): Promise<void> {
    for (const annotation of await page.getAnnotations({ intent: 'display' }) as readonly { subtype?: string; unsafeUrl?: string; rect?: number[] }[]) {
      const url = annotation.unsafeUrl
      if (annotation.subtype !== 'Link' || !url || !annotation.rect) continue
      const unscaled = page.getViewport({ scale: 1 })
      const [x1, y1, x2, y2] = [...unscaled.convertToViewportPoint(annotation.rect[0] ?? 0, annotation.rect[1] ?? 0), ...unscaled.convertToViewportPoint(annotation.rect[2] ?? 0, annotation.rect[3] ?? 0)] as [number, number, number, number]
      const h = own.size.height
      element.append(floating('link', [x1, h - y2, x2, h - y1], url, () => told.onLink(url)))
    }
  }
  function drawMarks(): void {
    for (const old of element.querySelectorAll('.mark')) old.remove()
    for (const mark of own.marks) {
      const button = floating(`mark ${mark.tone}`, mark.rect, mark.label, () => told.onMark(mark.number))
      const badge = document.createElement('span')
      badge.textContent = String(mark.number)
      button.append(badge)
      element.append(button)
    }
  }
  function floating(className: string, rect: readonly number[], label: string, press: () => void): HTMLButtonElement {
    const at = toScreen(box(), [rect[0] ?? 0, rect[1] ?? 0, rect[2] ?? 0, rect[3] ?? 0])
    const button = Object.assign(document.createElement('button'), { className, title: label, onclick: press })
    button.setAttribute('aria-label', label)
    Object.assign(button.style, { left: `${at.left}px`, top: `${at.top}px`, width: `${at.width}px`, height: `${at.height}px` })
    return button
  }
  return {
    element, number, lay, draw, measure,
    box(): PageBox {
      const { left, top } = element.getBoundingClientRect()
      return box(left, top)
    },
    setMarks(marks: readonly SignatureMark[]): void {
      own.marks = marks
      drawMarks()
    },
    /** The drawn words, in pdf.js's order of items; empty while not drawn. */
    words: (): readonly HTMLElement[] => own.drawn ? own.text?.textDivs ?? [] : [],
    letGo(): void {
      own.task?.cancel()
      own.drawn = null
      element.replaceChildren()
      own.page?.cleanup()
    },
  }
}
export type PageView = ReturnType<typeof createPageView>
