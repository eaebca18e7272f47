import type { PDFDocumentProxy } from 'pdfjs-dist'
import { toScreen } from './page-space.ts'
import { createPageView, type PageTold, type PageView, type Turn } from './page-view.ts'
import type { PageBox, PageRect, SignatureMark } from './protocol.ts'

export interface ViewerTold extends Omit<PageTold, 'onSize'> { onPage(page: number): void; onGeometry(pages: readonly PageBox[]): void; onPageDrawn(page: number): void }

/** CSS pixels to a point: a page fits the width but grows no larger than print is read at (mock/README.md, "Measures"). */
const LARGEST_FIT = 1.19
const SMALLEST = 0.25, LARGEST = 5, STEP = 1.2
/** Around the pages, and between them. */
const SIDE = 24, GAP = 16

/** The pages under each other; only those near the eye are drawn. The first is drawn before anything else is measured. */
export async function createViewer(pdf: PDFDocumentProxy, root: HTMLElement, fit: 'width' | 'page', told: ViewerTold) {
  const first = (await pdf.getPage(1)).getViewport({ scale: 1 })
  const state = { zoom: (fit === 'page' ? 'fit-page' : 'fit-width') as 'fit-width' | 'fit-page' | number, turn: 0 as Turn, page: 0, frame: 0 }
  const pageTold: PageTold = { ...told, onSize: () => lay(), onDrawn: page => { told.onDrawn(page); told.onPageDrawn(page) } }
  const pages: readonly PageView[] = Array.from({ length: pdf.numPages }, (_, index) => createPageView(pdf, index + 1, first, pageTold))
  const near = new IntersectionObserver(seen => {
    for (const { target, isIntersecting } of seen) {
      const view = pages.find(({ element }) => element === target)
      if (isIntersecting) void view?.draw().catch(ignoreCancelled)
      else view?.letGo()
    }
  }, { rootMargin: '100% 0px' })

  function scaleNow(): number {
    if (typeof state.zoom === 'number') return state.zoom
    const { pageWidth, pageHeight } = pages[Math.max(0, state.page - 1)]?.box() ?? { pageWidth: first.width, pageHeight: first.height }
    const [wide, tall] = state.turn % 180 === 0 ? [pageWidth, pageHeight] : [pageHeight, pageWidth]
    // The body, not the root: the root counts the place of a scroll bar that is still to come.
    const byWidth = Math.min(LARGEST_FIT, (document.body.clientWidth - 2 * SIDE) / wide)
    return Math.max(SMALLEST, state.zoom === 'fit-page' ? Math.min(byWidth, (innerHeight - 2 * GAP) / tall) : byWidth)
  }
  function lay(): void {
    const kept = pages[Math.max(0, state.page - 1)]
    const before = kept?.box()
    const scale = scaleNow()
    for (const view of pages) view.lay({ scale, turn: state.turn })
    // What was at the top stays there when the pages grow or shrink under it.
    if (kept && before && before.height > 0 && before.top < 0) scrollBy(0, kept.box().top - before.top * kept.box().height / before.height)
    redraw()
    tellSoon()
  }
  function redraw(): void {
    for (const view of pages) {
      const { top, height } = view.box()
      if (top < 2 * innerHeight && top + height > -innerHeight) void view.draw().catch(ignoreCancelled)
    }
  }
  function tellSoon(): void {
    cancelAnimationFrame(state.frame)
    state.frame = requestAnimationFrame(() => {
      const boxes = pages.map(view => view.box())
      const page = boxes.findLast(({ top }) => top <= innerHeight / 3)?.page ?? 1
      if (page !== state.page) told.onPage(state.page = page)
      told.onGeometry(boxes.filter(({ top, height }) => top < innerHeight && top + height > 0))
    })
  }
  function reveal({ page, rect }: PageRect): void {
    const view = pages[page - 1]
    if (!view) return
    const at = toScreen(view.box(), rect)
    scrollBy({ top: at.top - (innerHeight - at.height) / 2, behavior: 'instant' })
  }
  const onResize = () => lay()
  root.replaceChildren(...pages.map(({ element }) => element))
  lay()
  await pages[0]?.draw().catch(ignoreCancelled)
  for (const { element } of pages) near.observe(element)
  addEventListener('scroll', tellSoon, { passive: true })
  addEventListener('resize', onResize)
  return {
    pages, reveal,
    goTo(page: number): void { pages[page - 1]?.element.scrollIntoView({ block: 'start', behavior: 'instant' }) },
    zoom(zoom: 'in' | 'out' | 'fit-width' | 'fit-page'): void {
      state.zoom = zoom === 'in' ? Math.min(LARGEST, scaleNow() * STEP) : zoom === 'out' ? Math.max(SMALLEST, scaleNow() / STEP) : zoom
      lay()
    },
    rotate(): void {
      state.turn = (state.turn + 90) % 360 as Turn
      lay()
    },
    setMarks(marks: readonly SignatureMark[]): void { for (const view of pages) view.setMarks(marks.filter(({ page }) => page === view.number)) },
    close(): void {
      near.disconnect()
      removeEventListener('scroll', tellSoon)
      removeEventListener('resize', onResize)
      root.replaceChildren()
    },
  }
}
export type Viewer = Awaited<ReturnType<typeof createViewer>>

/** A drawing that was overtaken by the next is no failure. */
function ignoreCancelled(error: unknown): void {
  if (!(error instanceof Error && error.name === 'RenderingCancelledException')) console.warn(error)
}
