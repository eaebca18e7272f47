import { createStore } from 'zustand/vanilla'
import type { PrintSheet } from '../state/printer.ts'
import type { FromFrame, PageBox, PageRect, SignatureMark, ToFrame } from '../pdf-frame/protocol.ts'

/** Where a PDF's bytes come from: ranges of at most 256 KB (contract/attachments.ts, RANGE_BYTES). */
export interface PdfSource { readonly key: string; readonly title: string; readonly size: number; read(from: number, length: number): Promise<Uint8Array>; /** What opens it where it is encrypted; null while nobody has said. */ password(): Promise<Uint8Array<ArrayBuffer> | null> }

export interface PdfState {
  readonly status: 'closed' | 'opening' | 'open' | 'failed'
  readonly why: 'password' | 'damaged' | 'unreadable' | null
  readonly pages: number
  readonly page: number
  readonly found: { readonly at: number; readonly of: number } | null
  readonly boxes: readonly PageBox[]
  readonly drawn: boolean
}

const CLOSED: PdfState = { status: 'closed', why: null, pages: 0, page: 1, found: null, boxes: [], drawn: false }

export interface PdfHears {
  onKey?(stroke: { readonly key: string; readonly ctrl: boolean; readonly alt: boolean; readonly shift: boolean }): void
  onLink?(url: string): void
  onMark?(number: number): void
}

/** What the tools of the window say to the frame, and what the frame tells back. One for each place that shows a PDF. */
export function createPdfController(hears: PdfHears = {}) {
  const store = createStore<PdfState>(() => CLOSED)
  const wire = { port: null as MessagePort | null, source: null as PdfSource | null, fit: 'width' as 'width' | 'page', kept: new Map<ToFrame['type'], ToFrame>(), printing: new Map<number, (sheet: PrintSheet | null) => void>() }
  const say = (message: ToFrame) => wire.port?.postMessage(message)

  async function answerRange(from: number, length: number): Promise<void> {
    const { source } = wire
    // A source that fails answers null: the frame shows what it has and says that the rest is not to be had.
    const bytes = source ? await source.read(from, length).catch(() => null) : null
    if (source === wire.source) say({ type: 'bytes', from, bytes })
  }
  /** Asked for when it is wanted and passed on: the window itself keeps none. */
  async function answerPassword(): Promise<void> {
    const { source } = wire
    const password = await source?.password().catch(() => null) ?? null
    if (source === wire.source) say({ type: 'password', password })
    password?.fill(0)
  }
  function hear(message: FromFrame): void {
    switch (message.type) {
      case 'ready': return
      case 'range': return void answerRange(message.from, message.length)
      case 'password-wanted': return void answerPassword()
      case 'opened': return store.setState({ status: 'open', pages: message.pages, page: 1 })
      case 'drawn': return store.setState({ drawn: true })
      case 'failed': return store.setState({ status: 'failed', why: message.why })
      case 'at': return store.setState({ page: message.page })
      case 'found': return store.setState({ found: { at: message.at, of: message.of } })
      case 'geometry': return store.setState({ boxes: message.pages })
      case 'key': return hears.onKey?.(message)
      case 'link': return hears.onLink?.(message.url)
      case 'printed': {
        const { page, width, height, png } = message
        wire.printing.get(page)?.(png && { width, height, png })
        return void wire.printing.delete(page)
      }
      case 'mark': return hears.onMark?.(message.number)
    }
  }
  function begin(): void {
    if (!wire.source || !wire.port) return
    say({ type: 'open', size: wire.source.size, title: wire.source.title, fit: wire.fit })
    for (const message of wire.kept.values()) say(message)
  }
  function open(source: PdfSource | null, fit: 'width' | 'page' = 'width'): void {
    if (wire.source?.key === source?.key) return
    Object.assign(wire, { source, fit })
    store.setState({ ...CLOSED, status: source ? 'opening' : 'closed' })
    if (source) begin()
    else say({ type: 'close' })
  }
  /** Said now, and again when the frame is (re)opened. */
  const keep = (message: ToFrame) => {
    wire.kept.set(message.type, message)
    say(message)
  }
  return {
    store,
    /** The frame has loaded; `port` is ours. */
    connect(port: MessagePort): void {
      wire.port?.close()
      wire.port = port
      port.onmessage = event => hear(event.data as FromFrame)
      begin()
    },
    open,
    /** Lets go of what is shown unless it is this: while the next file is fetched nobody must read the last one under its name. */
    makeWayFor(key: string): void { if (wire.source && wire.source.key !== key) open(null) },
    /** Opens the same source anew: what kept it from opening may be gone. */
    again(): void {
      store.setState({ ...CLOSED, status: wire.source ? 'opening' : 'closed' })
      begin()
    },
    goTo: (page: number) => say({ type: 'page', page }),
    zoom: (zoom: 'in' | 'out' | 'fit-width' | 'fit-page') => say({ type: 'zoom', zoom }),
    rotate: () => say({ type: 'rotate' }),
    find: (text: string, ignoreMarks: boolean, step: -1 | 0 | 1) => say({ type: 'find', text, ignoreMarks, step }),
    scroll: (by: number) => say({ type: 'scroll', by }),
    reveal: (at: PageRect) => say({ type: 'reveal', at }),
    setMarks: (marks: readonly SignatureMark[]) => keep({ type: 'marks', marks }),
    setLook: (theme: 'system' | 'light' | 'dark', language: 'vi' | 'en') => keep({ type: 'look', theme, language }),
    /** One page as it is printed; null when it could not be drawn. */
    sheet: (page: number): Promise<PrintSheet | null> => new Promise(resolve => {
      wire.printing.set(page, resolve)
      say({ type: 'print', page })
    }),
    stop(): void {
      wire.printing.forEach(answer => answer(null))
      wire.printing.clear()
      wire.port?.close()
      wire.port = null
    },
  }
}
export type PdfController = ReturnType<typeof createPdfController>
