import { createFinder, type Finder } from './finder.ts'
import { makeWorker, openPdf, whyNot, type OpenPdf } from './open-pdf.ts'
import { drawForPrint } from './print-page.ts'
import type { FromFrame, SignatureMark, ToFrame } from './protocol.ts'
import { createViewer, type Viewer } from './viewer.ts'

// The composition root of the PDF frame. It holds one document at a time and knows nothing but its port.
const worker = makeWorker()
const root = document.getElementById('pages') ?? document.body
const shown = { turn: 0, pdf: null as OpenPdf | null, viewer: null as Viewer | null, finder: null as Finder | null, marks: [] as readonly SignatureMark[], page: 1, port: null as MessagePort | null }
const say = (message: FromFrame) => shown.port?.postMessage(message)

function close(): void {
  shown.turn += 1
  shown.viewer?.close()
  shown.pdf?.close()
  Object.assign(shown, { pdf: null, viewer: null, finder: null, page: 1 })
}

async function open(message: Extract<ToFrame, { type: 'open' }>): Promise<void> {
  close()
  const mine = shown.turn
  document.title = message.title
  try {
    const opened = openPdf(worker, { size: message.size, ask: (from, length) => say({ type: 'range', from, length }), wantsPassword: () => say({ type: 'password-wanted' }) })
    shown.pdf = opened
    const pdf = await opened.ready
    if (mine !== shown.turn) return
    say({ type: 'opened', pages: pdf.numPages })
    const viewer = await createViewer(pdf, root, message.fit, {
      onPage: page => say({ type: 'at', page: shown.page = page }), onGeometry: pages => say({ type: 'geometry', pages }), onLink: url => say({ type: 'link', url }), onMark: number => say({ type: 'mark', number }),
      onDrawn: page => say({ type: 'drawn', page }), onPageDrawn: () => shown.finder?.paint(),
    })
    if (mine !== shown.turn) return viewer.close()
    shown.viewer = viewer
    shown.finder = createFinder(pdf, viewer, (at, of) => say({ type: 'found', at, of }))
    viewer.setMarks(shown.marks)
  } catch (error) {
    if (mine === shown.turn) say({ type: 'failed', why: whyNot(error) })
  }
}

async function printPage(page: number): Promise<void> {
  const sheet = await drawForPrint(await shown.pdf?.ready, page).catch(() => null)
  say({ type: 'printed', page, ...sheet ?? { width: 0, height: 0, png: null } })
}

function hear(message: ToFrame): void {
  const { viewer, finder } = shown
  switch (message.type) {
    case 'open': return void open(message)
    case 'close': return close()
    case 'bytes': return shown.pdf?.give(message.from, message.bytes)
    case 'password': return shown.pdf?.unlock(message.password)
    case 'page': return viewer?.goTo(message.page)
    case 'zoom': return viewer?.zoom(message.zoom)
    case 'rotate': return viewer?.rotate()
    case 'find': return void (message.step === 0 ? finder?.find(message.text, message.ignoreMarks, shown.page) : finder?.step(message.step))
    case 'marks': return viewer?.setMarks(shown.marks = message.marks)
    case 'reveal': return viewer?.reveal(message.at)
    case 'scroll': return scrollBy(0, message.by)
    case 'print': return void printPage(message.page)
    case 'look': {
      document.documentElement.lang = message.language
      return void (message.theme === 'system' ? delete document.documentElement.dataset['theme'] : document.documentElement.dataset['theme'] = message.theme)
    }
  }
}

/** Keys that scroll, copy and move within the page stay here; the desk gets the rest. */
const OWN_KEYS = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End', ' ', 'Tab', 'Shift', 'Control', 'Alt', 'Meta'])
addEventListener('keydown', event => {
  const ctrl = event.ctrlKey || event.metaKey
  if ((OWN_KEYS.has(event.key) && !event.altKey) || ctrl && /^[ac]$/i.test(event.key)) return
  event.preventDefault()
  say({ type: 'key', key: event.key, ctrl, alt: event.altKey, shift: event.shiftKey })
})
addEventListener('message', event => {
  const [port] = event.ports
  if (event.source !== parent || !port) return
  shown.port?.close()
  shown.port = port
  port.onmessage = message => hear(message.data as ToFrame)
  say({ type: 'ready' })
})
