import type { PDFDocumentProxy } from 'pdfjs-dist'
import { findMatches, type Match } from './fold.ts'
import type { Viewer } from './viewer.ts'

interface PageText { readonly text: string; readonly starts: readonly number[] }
interface Hit extends Match { readonly page: number }

/** Tìm trong văn bản. Found text is painted by CSS highlights over the text layer: the page itself is not touched. */
export function createFinder(pdf: PDFDocumentProxy, viewer: Viewer, tell: (at: number, of: number) => void) {
  const texts = new Map<number, PageText>()
  const state = { hits: [] as Hit[], at: -1, turn: 0 }

  async function textOf(page: number): Promise<PageText> {
    const known = texts.get(page)
    if (known) return known
    const { items } = await (await pdf.getPage(page)).getTextContent()
    const starts: number[] = []
    let text = ''
    for (const item of items) {
      if (!('str' in item)) continue
      starts.push(text.length)
      text += item.hasEOL ? `${item.str} ` : item.str
    }
    const made = { text, starts }
    texts.set(page, made)
    return made
  }
  function rangeOf(hit: Hit): Range | null {
    const starts = texts.get(hit.page)?.starts ?? []
    const words = viewer.pages[hit.page - 1]?.words() ?? []
    const place = (offset: number) => {
      const index = starts.findLastIndex(start => start <= offset)
      const node = words[index]?.firstChild
      return node ? { node, offset: Math.min(offset - (starts[index] ?? 0), node.textContent?.length ?? 0) } : null
    }
    const from = place(hit.from), last = place(Math.max(hit.from, hit.to - 1))
    if (!from || !last) return null
    const range = document.createRange()
    range.setStart(from.node, from.offset)
    range.setEnd(last.node, Math.min(last.offset + 1, last.node.textContent?.length ?? 0))
    return range
  }
  function paint(): void {
    const ranges = state.hits.flatMap((hit, index) => index === state.at ? [] : rangeOf(hit) ?? [])
    const current = state.hits[state.at]
    const here = current && rangeOf(current)
    CSS.highlights.set('found', new Highlight(...ranges))
    CSS.highlights.set('here', here ? new Highlight(here) : new Highlight())
  }
  async function show(): Promise<void> {
    const hit = state.hits[state.at]
    tell(state.at + 1, state.hits.length)
    if (!hit) return paint()
    const view = viewer.pages[hit.page - 1]
    if (view && view.words().length === 0) viewer.goTo(hit.page)
    await view?.draw().catch(() => undefined) // silence is right: an overtaken drawing is followed by the one that paints
    paint()
    const box = rangeOf(hit)?.getBoundingClientRect()
    if (box && (box.top < 0 || box.bottom > innerHeight)) scrollBy({ top: box.top - innerHeight / 3, behavior: 'instant' })
  }
  return {
    paint,
    async find(wanted: string, ignoreMarks: boolean, from: number): Promise<void> {
      const mine = ++state.turn
      Object.assign(state, { hits: [], at: -1 })
      for (let page = 1; page <= pdf.numPages && wanted.trim() !== ''; page += 1) {
        const { text } = await textOf(page)
        if (mine !== state.turn) return
        state.hits.push(...findMatches(text, wanted, ignoreMarks).map(match => ({ ...match, page })))
        if (state.at < 0) state.at = state.hits.findIndex(hit => hit.page >= from)
      }
      if (state.at < 0 && state.hits.length > 0) state.at = 0
      await show()
    },
    async step(by: 1 | -1): Promise<void> {
      if (state.hits.length === 0) return
      state.at = (state.at + by + state.hits.length) % state.hits.length
      await show()
    },
  }
}
export type Finder = ReturnType<typeof createFinder>
