import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { app, preventable } from './app.ts'
import { browser, type Target } from './browser.ts'
import { CdpSession } from './cdp.ts'
import { codec, makeCodec } from './codec.ts'
import { ipcMain } from './ipc-main.ts'
import { findByKey } from './menu.ts'
import { PRELOAD_WORLD, pageScripts, type PageHears, type PageSays } from './page-scripts.ts'
import { PortTable, type MessagePortMain } from './ports.ts'
import { fromBrowser, toBrowser } from './schemes.ts'
import { Session, type PausedRequest } from './session.ts'

export interface WebPreferences { readonly preload?: string; readonly sandbox?: boolean; readonly contextIsolation?: boolean; readonly nodeIntegration?: boolean; readonly webSecurity?: boolean; readonly webviewTag?: boolean; readonly [key: string]: unknown }
// What the app must never ask for is not provided, whatever Electron would do.
const REFUSED: Readonly<Record<string, unknown>> = { sandbox: false, contextIsolation: false, nodeIntegration: true, nodeIntegrationInWorker: true, nodeIntegrationInSubFrames: true, webSecurity: false, allowRunningInsecureContent: true, experimentalFeatures: true, webviewTag: true }

interface Frame { readonly url: string; readonly origin: string }
type OpenHandler = (details: { readonly url: string }) => { readonly action: 'allow' | 'deny' }
interface Context { readonly context: { readonly id: number; readonly name: string; readonly auxData: { readonly frameId: string } } }

const registry = { all: new Map<number, WebContents>(), next: 0 }

export class WebContents extends EventEmitter {
  readonly id = ++registry.next
  readonly session = Session.defaultSession
  readonly mainFrame: Frame
  targetId = ''
  #cdp: CdpSession | null = null
  #preloadContext: number | null = null
  #opened: Promise<void>
  #url = ''
  #destroyed = false
  #expected = ''
  #windowOpen: OpenHandler = () => ({ action: 'allow' })
  #ports = new PortTable('m', {
    message: (id, data) => this.#receive({ type: 'port', id, data: codec.encode(data) }),
    close: id => this.#receive({ type: 'port-closed', id }),
  })

  static getAllWebContents(): WebContents[] { return [...registry.all.values()] }
  static fromTargetId(id: string): WebContents | undefined { return WebContents.getAllWebContents().find(contents => contents.targetId === id) }

  constructor(preferences: WebPreferences, size: { readonly width: number; readonly height: number }) {
    super()
    for (const [key, value] of Object.entries(REFUSED)) if (preferences[key] === value) throw new Error(`stand-in: webPreferences.${key}: ${String(value)} is refused`)
    const url = (): string => this.#url
    this.mainFrame = { get url() { return url() }, get origin() { return originOf(url()) } }
    registry.all.set(this.id, this)
    this.#opened = this.#open(size, preferences.preload)
    this.#opened.catch((error: unknown) => { if (!this.#destroyed) console.error('stand-in:', error) })
    app.emit('web-contents-created', {}, this)
  }

  async #open({ width, height }: { width: number; height: number }, preloadFile: string | undefined): Promise<void> {
    const target: Target = await browser.open(width, height)
    const cdp = target.session
    this.targetId = target.targetId // A page's main frame carries its target's id.
    this.#cdp = cdp
    const preload = preloadFile === undefined ? null : readFileSync(preloadFile, 'utf8')
    const scripts = pageScripts(randomUUID(), makeCodec, { versions: process.versions, platform: process.platform, arch: process.arch }, preload)
    this.#listen(cdp)
    await Promise.all([
      cdp.send('Page.enable'), cdp.send('Runtime.enable'), cdp.send('Inspector.enable'),
      cdp.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
      cdp.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true, filter: [{ type: 'iframe' }] }),
      cdp.send('Runtime.addBinding', { name: '__standin_send', executionContextName: PRELOAD_WORLD }),
      cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.main }),
      cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.preload, worldName: PRELOAD_WORLD }),
      cdp.send('Runtime.runIfWaitingForDebugger'),
    ])
    this.emit('standin-open')
  }

  #listen(cdp: CdpSession): void {
    cdp.on<Context>('Runtime.executionContextCreated', ({ context }) => {
      if (context.name !== PRELOAD_WORLD || context.auxData.frameId !== this.targetId) return
      this.#ports.closeAll() // Those of the page before are dead, as in Electron.
      this.#preloadContext = context.id
    })
    cdp.on<{ payload: string; executionContextId: number }>('Runtime.bindingCalled', ({ payload, executionContextId }) => void this.#heard(JSON.parse(payload) as PageSays, executionContextId))
    cdp.on<PausedRequest>('Fetch.requestPaused', paused => void this.#paused(cdp, paused).catch(() => undefined))
    // A frame of another origin is a target of its own: its requests are answered, and no preload script is in it.
    cdp.on<{ sessionId: string }>('Target.attachedToTarget', ({ sessionId }) => {
      const frame = new CdpSession(browser.cdp, sessionId)
      frame.on<PausedRequest>('Fetch.requestPaused', paused => void this.session.answer(frame, paused).catch(() => undefined))
      void Promise.all([frame.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }), frame.send('Runtime.runIfWaitingForDebugger')]).catch(() => undefined)
    })
    cdp.on<{ frame: { url: string; parentId?: string } }>('Page.frameNavigated', ({ frame }) => { if (frame.parentId === undefined) this.#url = fromBrowser(frame.url) })
    cdp.on('Page.loadEventFired', () => this.emit('did-finish-load', {}))
    cdp.on('Inspector.targetCrashed', () => this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }))
    browser.cdp.on('Target.detachedFromTarget', params => { if ((params as { sessionId: string }).sessionId === cdp.id) this.gone() })
  }

  async #paused(cdp: CdpSession, paused: PausedRequest): Promise<void> {
    if (paused.resourceType === 'Document' && paused.frameId === this.targetId) {
      const url = fromBrowser(paused.request.url)
      const event = Object.assign(preventable(), { url, isMainFrame: true })
      if (url !== this.#expected) this.emit('will-navigate', event, url)
      if (event.defaultPrevented) return void await cdp.send('Fetch.failRequest', { requestId: paused.requestId, errorReason: 'Aborted' })
      await this.session.applyPermissions(this, new URL(paused.request.url).origin)
    }
    await this.session.answer(cdp, paused)
  }

  async #heard(message: PageSays, context: number): Promise<void> {
    const event = { sender: this, senderFrame: this.mainFrame, ports: [] }
    switch (message.type) {
      case 'port': return this.#ports.heard(message.id, codec.decode(message.data))
      case 'port-closed': return this.#ports.closed(message.id)
      case 'preload-error': return void this.emit('preload-error', {}, '', codec.decode(message.data))
      case 'key': return findByKey(message.press)?.click()
      case 'send': return void ipcMain.emit(message.channel, event, ...codec.decode(message.data) as unknown[])
      case 'invoke': return this.#receive(await invoke(message, event), context)
    }
  }
  #receive(message: PageHears, context = this.#preloadContext): void {
    if (context === null || this.#destroyed) return
    // A page that has gone meanwhile hears nothing, as in Electron.
    void this.#cdp?.send('Runtime.callFunctionOn', { functionDeclaration: 'function (m) { __standin_receive(m) }', executionContextId: context, arguments: [{ value: JSON.stringify(message) }], silent: true }).catch(() => undefined)
  }

  send(channel: string, ...args: unknown[]): void { this.#receive({ type: 'send', channel, data: codec.encode(args) }) }
  postMessage(channel: string, message: unknown, transfer: readonly MessagePortMain[] = []): void {
    this.#receive({ type: 'post', channel, data: codec.encode(message), ports: transfer.map(port => this.#ports.send(port)) })
  }
  async loadURL(url: string): Promise<void> {
    await this.#opened
    this.#expected = url
    const loaded = new Promise<void>(resolve => { this.once('did-finish-load', () => resolve()) })
    const { errorText } = await this.debug<{ errorText?: string }>('Page.navigate', { url: toBrowser(url) })
    if (errorText !== undefined) throw new Error(`${errorText.replace('net::', '')} loading '${url}'`)
    await loaded
  }
  setWindowOpenHandler(handler: OpenHandler): void { this.#windowOpen = handler }
  /** A page opened a window: the app's handler decides, and nothing but "no" is provided here. */
  refusesPopup(url: string): boolean { return this.#windowOpen({ url }).action === 'deny' }
  getURL(): string { return this.#url }
  isDestroyed(): boolean { return this.#destroyed }
  reload(): void {
    this.#expected = this.#url
    void this.debug('Page.reload')
  }
  setZoomFactor(factor: number): void { void this.debug('Runtime.evaluate', { expression: `document.documentElement.style.zoom = ${factor}` }) }
  print(_options: object, done: (printed: boolean, reason: string) => void): void {
    if (!browser.headed) return done(false, 'no printer without a screen')
    void this.debug('Runtime.evaluate', { expression: 'print()' }).then(() => done(true, ''))
  }
  /** Not Electron's: the debugging protocol, for the stand-in's own pieces. */
  async debug<T = unknown>(method: string, params: Readonly<Record<string, unknown>> = {}): Promise<T> {
    await this.#opened
    if (this.#cdp === null) throw new Error('stand-in: the page has gone')
    return this.#cdp.send<T>(method, params)
  }
  async emulateScheme(value: 'system' | 'light' | 'dark'): Promise<void> {
    await this.debug('Emulation.setEmulatedMedia', { features: value === 'system' ? [] : [{ name: 'prefers-color-scheme', value }] })
  }
  async setBounds(bounds: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#opened
    const { windowId } = await browser.cdp.send<{ windowId: number }>('Browser.getWindowForTarget', { targetId: this.targetId })
    await browser.cdp.send('Browser.setWindowBounds', { windowId, bounds })
  }
  async focus(): Promise<void> { await this.debug('Page.bringToFront') }
  async closePage(): Promise<void> {
    await this.#opened.catch(() => undefined)
    if (!this.#destroyed) await browser.cdp.send('Target.closeTarget', { targetId: this.targetId }).catch(() => undefined)
  }
  gone(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    registry.all.delete(this.id)
    this.#ports.closeAll()
    this.emit('destroyed')
  }
}

async function invoke({ id, channel, data }: Extract<PageSays, { type: 'invoke' }>, event: object): Promise<PageHears> {
  try {
    const handler = ipcMain.handlers.get(channel)
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
    return { type: 'reply', id, data: codec.encode(await handler(event, ...codec.decode(data) as unknown[])) }
  } catch (error) {
    console.error(`Error occurred in handler for '${channel}':`, error)
    return { type: 'reply', id, error: `Error invoking remote method '${channel}': ${String(error)}` }
  }
}

function originOf(url: string): string {
  return URL.canParse(url) ? `${new URL(url).protocol}//${new URL(url).host}` : 'null'
}

browser.onPopup = ({ targetId, openerId, session }) => {
  const opener = openerId === null ? undefined : WebContents.fromTargetId(openerId)
  if (opener !== undefined && !opener.refusesPopup('')) console.error('stand-in: a window opened by a page is not provided')
  void session.cdp.send('Target.closeTarget', { targetId }).catch(() => undefined)
}
