import { createRoot } from 'react-dom/client'
import type { Bridge } from '../shared/contract/core-process.ts'
import { createApi } from './api.ts'
import { App } from './app.tsx'
import { createDesk } from './state/desk.ts'

// The composition root of the window: the only place that knows the clock, the bridge and the page's own address.
declare global {
  interface Window { readonly lienThong: Bridge }
}

/** The PDF frame is `app://pdf`; written from our own address because a stand-in gives the scheme another form. */
const pdfFrame = `${location.origin.replace('://bundle', '://pdf')}/index.html`
const desk = createDesk({ api: createApi(window.lienThong, window), clock: () => Date.now(), pdfFrame })
const root = document.getElementById('root')
if (root) createRoot(root).render(<App desk={desk} />)
void desk.start()
