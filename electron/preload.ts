/** `request` and `on` for the page, and the ports it is sent. No names but the prefix of the shell's own requests. */
import { contextBridge, ipcRenderer } from 'electron'
import type { Bridge } from '../shared/contract/core-process.ts'
import type { PortMessage, PortRequest } from '../shared/contract/index.ts'
import type { Problem, Reply } from '../shared/problem.ts'

type Settle = (reply: Reply<unknown>) => void
interface Waiting { readonly request: PortRequest; readonly settle: Settle; sent: boolean }

const waiting = new Map<number, Waiting>()
const listeners = new Set<(event: string, payload: unknown) => void>()
const core: { port: MessagePort | null; refusal: Problem | null; next: number } = { port: null, refusal: null, next: 1 }

const tellAll = (event: string, payload: unknown): void => { for (const listener of listeners) listener(event, payload) }

function askCore(name: string, input: unknown): Promise<Reply<unknown>> {
  const { refusal } = core
  if (refusal !== null) return Promise.resolve({ ok: false, problem: refusal })
  return new Promise(settle => {
    const entry: Waiting = { request: { id: core.next++, name, input }, settle, sent: false }
    waiting.set(entry.request.id, entry)
    send(entry)
  })
}

/** Without a port it stays and goes out with the next one: a page that starts before its core, a core that restarts. */
function send(entry: Waiting): void {
  if (core.port === null || entry.sent) return
  entry.sent = true
  core.port.postMessage(entry.request)
}

function hear(message: PortMessage): void {
  if (message.kind === 'event') return tellAll(message.name, message.payload)
  waiting.get(message.id)?.settle(message.reply)
  waiting.delete(message.id)
}

ipcRenderer.on('core-port', event => {
  const [port] = event.ports
  if (port === undefined) return
  core.port?.close()
  core.port = port
  core.refusal = null
  port.onmessage = (message: MessageEvent<PortMessage>) => hear(message.data)
  for (const entry of waiting.values()) send(entry)
})

ipcRenderer.on('core-lost', (_event, { problem, final }: { problem: Problem; final: boolean }) => {
  core.port?.close()
  core.port = null
  core.refusal = final ? problem : null
  for (const [id, entry] of waiting) {
    if (!entry.sent && !final) continue
    entry.settle({ ok: false, problem })
    waiting.delete(id)
  }
})

// The dialog owns this port; nothing in between keeps what goes over it.
ipcRenderer.on('pin-port', (event, requestId: string) => window.postMessage({ type: 'pin-port', requestId }, location.origin, [...event.ports]))
ipcRenderer.on('event', (_event, name: string, payload: unknown) => tellAll(name, payload))

const bridge: Bridge = {
  request: (name, input) => name.startsWith('shell.') ? ipcRenderer.invoke('request', name, input) as Promise<Reply<unknown>> : askCore(name, input),
  on(listener) {
    listeners.add(listener)
    return () => { listeners.delete(listener) }
  },
}
contextBridge.exposeInMainWorld('lienThong', bridge)
ipcRenderer.send('hello')
