import { writeFileSync } from 'node:fs'

interface Page { readonly type: string; readonly url: string; readonly webSocketDebuggerUrl: string }

/** Photographs the app's first window over Chromium's debugging protocol, once its page shows `selector`. */
export async function photographWindow(debuggingUrl: string, selector: string, file: string): Promise<void> {
  const page = await findWindow(new URL(debuggingUrl).host)
  const socket = new WebSocket(page.webSocketDebuggerUrl)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve)
    socket.addEventListener('error', () => reject(new Error('the window cannot be reached')))
  })
  const calls = new Map<number, (result: Record<string, unknown>) => void>()
  socket.addEventListener('message', event => {
    const { id, result } = JSON.parse(String(event.data)) as { id?: number; result?: Record<string, unknown> }
    if (id !== undefined) calls.get(id)?.(result ?? {})
  })
  const call = (method: string, params: object): Promise<Record<string, unknown>> => new Promise(resolve => {
    calls.set(calls.size + 1, resolve)
    socket.send(JSON.stringify({ id: calls.size, method, params }))
  })
  // Half a minute for the first page of a first sync; what is there by then is photographed.
  const expression = `new Promise(done => { const end = Date.now() + 30000; const look = () => document.querySelector(${JSON.stringify(selector)}) || Date.now() > end ? setTimeout(done, 1500) : setTimeout(look, 200); look() })`
  await call('Runtime.evaluate', { expression, awaitPromise: true })
  const { data } = await call('Page.captureScreenshot', { format: 'png' })
  writeFileSync(file, Buffer.from(String(data), 'base64'))
  socket.close()
}

// The browser tells its address before the app has opened its window.
const TRIES = 40
const BETWEEN_MS = 500

async function findWindow(host: string): Promise<Page> {
  for (let tries = 0; tries < TRIES; tries++) {
    const pages = await (await fetch(`http://${host}/json/list`)).json() as Page[]
    const page = pages.find(one => one.type === 'page' && !one.url.startsWith('about:'))
    if (page !== undefined) return page
    await new Promise(resolve => { setTimeout(resolve, BETWEEN_MS) })
  }
  throw new Error('the app has no window')
}
