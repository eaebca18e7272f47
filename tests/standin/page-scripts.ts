/** The two halves that run inside the page, injected as text: one in the page's world before its own scripts, one in the preload script's. */
import type { Codec, makeCodec } from './codec.ts'
import { makeWorldBridge } from './world-bridge.ts'

export interface PreloadEnvironment { readonly versions: NodeJS.ProcessVersions; readonly platform: string; readonly arch: string }
/** What the preload script's world says to the main process. */
export type PageSays =
  | { readonly type: 'send'; readonly channel: string; readonly data: string }
  | { readonly type: 'invoke'; readonly id: number; readonly channel: string; readonly data: string }
  | { readonly type: 'port'; readonly id: string; readonly data: string }
  | { readonly type: 'port-closed'; readonly id: string }
  | { readonly type: 'key'; readonly press: { readonly key: string; readonly control: boolean; readonly alt: boolean; readonly shift: boolean } }
  | { readonly type: 'preload-error'; readonly data: string }
/** And what it hears. */
export type PageHears =
  | { readonly type: 'send'; readonly channel: string; readonly data: string }
  | { readonly type: 'post'; readonly channel: string; readonly data: string; readonly ports: readonly string[] }
  | { readonly type: 'reply'; readonly id: number; readonly data?: string; readonly error?: string }
  | { readonly type: 'port'; readonly id: string; readonly data: string }
  | { readonly type: 'port-closed'; readonly id: string }

type Preload = (require: (name: string) => unknown, process: object, module: object, exports: object) => void

function mainWorld(secret: string, makeBridge: typeof makeWorldBridge): void {
  if (window !== window.top) return
  const bridge = makeBridge(secret, 'm', 'p')
  const freeze = (value: unknown): unknown => {
    if (value === null || typeof value !== 'object' || Object.isFrozen(value) || ArrayBuffer.isView(value)) return value
    for (const item of Object.values(value)) freeze(item)
    return Object.freeze(value)
  }
  bridge.on('expose', detail => {
    const { key, api } = detail as { key: string; api: unknown }
    Object.defineProperty(window, key, { value: freeze(bridge.unpack(api)), enumerable: true, configurable: false, writable: false })
  })
  // Chromium tells nobody that a page has closed a port, Electron does: ports that the preload script hands over say it
  // themselves, by a message that no page can make by accident.
  const handedOver = new WeakSet<MessagePort>()
  window.addEventListener('message', event => {
    if (event.source === window) for (const port of event.ports) handedOver.add(port)
  }, { capture: true })
  const { close, postMessage } = MessagePort.prototype
  MessagePort.prototype.close = function (this: MessagePort) {
    if (handedOver.delete(this)) postMessage.call(this, `${secret}closed`)
    close.call(this)
  }
}

function preloadWorld(tools: { secret: string; makeBridge: typeof makeWorldBridge; makeCodec: typeof makeCodec; environment: PreloadEnvironment }, preload: Preload | null): void {
  if (window !== window.top) return
  type Listener = (...args: unknown[]) => void
  interface Bytes64 { toBase64(): string }
  const scope = globalThis as unknown as { __standin_send?: (text: string) => void }
  const send = scope.__standin_send
  delete scope.__standin_send
  const codec: Codec = tools.makeCodec({
    to: bytes => (bytes as unknown as Bytes64).toBase64(),
    from: text => (Uint8Array as unknown as { fromBase64(text: string): Uint8Array }).fromBase64(text),
  })
  const say = (message: PageSays): void => send?.(JSON.stringify(message))
  const bridge = tools.makeBridge(tools.secret, 'p', 'm')

  const listeners = new Map<string, Listener[]>()
  const ports = new Map<string, MessagePort>()
  const calls = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  const state = { nextCall: 0 }
  const ipcRenderer = {
    on(channel: string, listener: Listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      return ipcRenderer
    },
    off(channel: string, listener: Listener) {
      listeners.set(channel, (listeners.get(channel) ?? []).filter(one => one !== listener))
      return ipcRenderer
    },
    send: (channel: string, ...args: unknown[]) => say({ type: 'send', channel, data: codec.encode(args) }),
    invoke: (channel: string, ...args: unknown[]) => new Promise((resolve, reject) => {
      const data = codec.encode(args)
      const id = ++state.nextCall
      calls.set(id, { resolve, reject })
      say({ type: 'invoke', id, channel, data })
    }),
  }
  function receivePort(id: string): MessagePort {
    const { port1, port2 } = new MessageChannel()
    ports.set(id, port2)
    const { close } = port1
    const closed = (): void => { if (ports.delete(id)) say({ type: 'port-closed', id }) }
    port2.onmessage = event => {
      if (event.data === `${tools.secret}closed`) closed()
      else say({ type: 'port', id, data: codec.encode(event.data) })
    }
    // The preload script's own end, where it keeps it: as the page's, but in this world.
    port1.close = () => {
      port1.postMessage(`${tools.secret}closed`)
      close.call(port1)
    }
    return port1
  }
  const tell = (channel: string, received: MessagePort[], args: unknown[]): void => { for (const listener of listeners.get(channel) ?? []) listener({ sender: ipcRenderer, ports: received }, ...args) }
  function hear(message: PageHears): void {
    switch (message.type) {
      case 'send': return tell(message.channel, [], codec.decode(message.data) as unknown[])
      case 'post': return tell(message.channel, message.ports.map(receivePort), [codec.decode(message.data)])
      case 'port': return ports.get(message.id)?.postMessage(codec.decode(message.data))
      case 'port-closed': {
        const port = ports.get(message.id)
        ports.delete(message.id)
        return port?.close()
      }
      case 'reply': {
        const call = calls.get(message.id)
        calls.delete(message.id)
        return message.error === undefined ? call?.resolve(codec.decode(message.data ?? '["u"]')) : call?.reject(new Error(message.error))
      }
    }
  }
  Object.defineProperty(globalThis, '__standin_receive', { value: (text: string) => hear(JSON.parse(text) as PageHears) })

  // Menu accelerators: Electron hears them after the page. Chromium would take these three for itself.
  const reserved = new Set(['n', 't', 'w'])
  window.addEventListener('keydown', event => {
    const press = { key: event.key, control: event.ctrlKey || event.metaKey, alt: event.altKey, shift: event.shiftKey }
    const isReserved = press.control && reserved.has(event.key.toLowerCase())
    if (isReserved) event.preventDefault()
    setTimeout(() => { if (isReserved || !event.defaultPrevented) say({ type: 'key', press }) })
  }, { capture: true })

  const exposed = new Set<string>()
  const contextBridge = {
    exposeInMainWorld(key: string, api: unknown) {
      if (exposed.has(key)) throw new Error('Cannot bind an API on top of an existing property on the window object')
      exposed.add(key)
      bridge.emit('m', 'expose', { key, api: bridge.pack(api) })
    },
  }
  const require = (name: string): unknown => {
    if (name === 'electron') return { contextBridge, ipcRenderer }
    throw new Error(`module not found: ${name}`)
  }
  const module = { exports: {} }
  try {
    preload?.(require, { type: 'renderer', sandboxed: true, contextIsolated: true, env: {}, ...tools.environment }, module, module.exports)
  } catch (error) {
    console.error('Unable to load preload script', error)
    say({ type: 'preload-error', data: codec.encode(error) })
  }
}

export const PRELOAD_WORLD = 'Electron Isolated Context'

/** `secret` is the event name the two worlds share; a page cannot guess it. */
export function pageScripts(secret: string, codecMaker: typeof makeCodec, environment: PreloadEnvironment, preload: string | null): { main: string; preload: string } {
  const key = JSON.stringify(secret)
  const wrapped = preload === null ? 'null' : `function (require, process, module, exports) {${preload}\n}`
  return {
    main: `(${mainWorld.toString()})(${key}, ${makeWorldBridge.toString()})`,
    preload: `(${preloadWorld.toString()})({ secret: ${key}, makeBridge: ${makeWorldBridge.toString()}, makeCodec: ${codecMaker.toString()}, environment: ${JSON.stringify(environment)} }, ${wrapped})`,
  }
}
