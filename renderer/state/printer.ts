import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Api } from '../api.ts'
import { toProblem } from '../../shared/problem.ts'
import type { ToastStore } from './toasts.ts'

/** A page's picture and its size in points. */
export interface PrintSheet { readonly width: number; readonly height: number; readonly png: Uint8Array<ArrayBuffer> }
/** The pages that are open, as the reading pane shows them. */
export interface PageSource { readonly store: Pick<StoreApi<{ readonly pages: number }>, 'getState' | 'subscribe'>; sheet(page: number): Promise<PrintSheet | null> }

export interface PrinterState {
  /** Pages that could be printed now; 0 hides what prints. */
  readonly pages: number
  readonly preparing: { readonly done: number; readonly of: number } | null
  /** Laid out for the printer; null while nothing is printed. */
  readonly sheets: readonly PrintSheet[] | null
}

/** In: the whole document, page by page out of the PDF frame, then the system's dialog. */
export function createPrinter(api: Api, toasts: ToastStore) {
  const store = createStore<PrinterState>(() => ({ pages: 0, preparing: null, sheets: null }))
  const held = { source: null as PageSource | null }

  async function gather(source: PageSource, of: number): Promise<readonly PrintSheet[] | null> {
    const sheets: PrintSheet[] = []
    for (let page = 1; page <= of; page += 1) {
      store.setState({ preparing: { done: page, of } })
      // One at a time: a page at the printer's sharpness takes the memory of sixteen on the screen.
      const sheet = await source.sheet(page)
      // Closed or cancelled meanwhile.
      if (held.source !== source || store.getState().preparing === null) return null
      if (sheet === null) {
        toasts.tell({ kind: 'not-printed' })
        return null
      }
      sheets.push(sheet)
    }
    return sheets
  }
  return {
    store,
    /** What is read may be printed until it is closed; answers how to withdraw it. */
    offer(source: PageSource): () => void {
      held.source = source
      const follow = ({ pages }: { readonly pages: number }) => store.setState({ pages })
      follow(source.store.getState())
      const stop = source.store.subscribe(follow)
      return () => {
        stop()
        held.source = null
        store.setState({ pages: 0, preparing: null, sheets: null })
      }
    },
    async prepare(): Promise<void> {
      const { source } = held
      const { pages, preparing, sheets: printing } = store.getState()
      if (!source || pages === 0 || preparing || printing) return
      const sheets = await gather(source, pages)
      store.setState({ preparing: null, sheets })
    },
    cancel(): void { store.setState({ preparing: null }) },
    /** The sheets are laid out: the system's dialog, then they are let go. */
    async print(): Promise<void> {
      try {
        await api.request('shell.print', {})
      } catch (error) {
        toasts.tell({ kind: 'problem', problem: toProblem(error) })
      } finally {
        store.setState({ sheets: null })
      }
    },
  }
}
export type Printer = ReturnType<typeof createPrinter>
