import { createRoot } from 'react-dom/client'
import { App } from '../../../renderer/app.tsx'
import { createDesk } from '../../../renderer/state/desk.ts'
import { createDemoApi } from '../demo-api.ts'
import { NOW } from './documents.ts'

// The window over an Api in memory, for looking at it in a plain browser. `?pdf=` is a file to show, `?frame=` where the PDF frame is served.
const wish = new URLSearchParams(location.search)
const started = performance.now()
const answer = wish.has('pdf') ? await fetch(wish.get('pdf') ?? '') : null
const api = createDemoApi({
  rows: Number(wish.get('rows') ?? 3_000), offline: wish.has('offline'), first: wish.has('first'), isNew: wish.has('new'), empty: wish.has('empty'),
  ...(answer ? { pdf: new Uint8Array(await answer.arrayBuffer()) } : {}),
})
await api.request('settings.set', { theme: (wish.get('theme') ?? 'system') as 'system', density: (wish.get('density') ?? 'comfortable') as 'compact', language: (wish.get('language') ?? 'vi') as 'vi' })
const desk = createDesk({ api, clock: () => NOW + performance.now() - started, pdfFrame: wish.get('frame') ?? 'http://localhost:5191/index.html' })
Object.assign(window, { desk, api })
const root = document.getElementById('root')
if (root) createRoot(root).render(<App desk={desk} />)
await desk.start()
if (wish.has('open')) desk.place.open(wish.get('open'))
