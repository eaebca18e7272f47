import { EventEmitter } from 'node:events'
import { app, preventable } from './app.ts'
import { WebContents, type WebPreferences } from './web-contents.ts'

interface Bounds { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
type Shape = 'normal' | 'minimized' | 'maximized' | 'fullscreen'
type Options = Partial<Bounds> & { readonly show?: boolean; readonly title?: string; readonly webPreferences?: WebPreferences; readonly [key: string]: unknown }

const registry: { windows: Map<number, BrowserWindow>; next: number; focused: BrowserWindow | null } = { windows: new Map(), next: 0, focused: null }

export class BrowserWindow extends EventEmitter {
  readonly id = ++registry.next
  readonly webContents: WebContents
  #bounds: Bounds
  #visible: boolean
  #shape: Shape = 'normal'
  #title: string
  #destroyed = false
  #closing = false

  static getAllWindows(): BrowserWindow[] { return [...registry.windows.values()] }
  static getFocusedWindow(): BrowserWindow | null { return registry.focused }
  static fromWebContents(contents: WebContents): BrowserWindow | null { return BrowserWindow.getAllWindows().find(window => window.webContents === contents) ?? null }

  constructor(options: Options = {}) {
    super()
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    this.#bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 }
    this.#visible = options.show ?? true
    this.#title = options.title ?? app.getName()
    this.webContents = new WebContents(options.webPreferences ?? {}, this.#bounds)
    registry.windows.set(this.id, this)
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'))
    this.webContents.once('destroyed', () => this.#gone())
    if (this.#visible) queueMicrotask(() => this.focus())
  }

  loadURL(url: string): Promise<void> { return this.webContents.loadURL(url) }
  show(): void {
    this.#visible = true
    this.emit('show')
    this.focus()
  }
  isVisible(): boolean { return this.#visible && !this.#destroyed }
  focus(): void {
    if (registry.focused === this) return
    registry.focused?.blur()
    registry.focused = this
    void this.webContents.focus().catch(() => undefined)
    this.emit('focus')
  }
  blur(): void {
    if (registry.focused !== this) return
    registry.focused = null
    this.emit('blur')
  }
  isFocused(): boolean { return registry.focused === this }
  #take(shape: Shape, event: string): void {
    this.#shape = shape
    void this.webContents.setBounds({ windowState: shape }).catch(() => undefined)
    this.emit(event)
  }
  minimize(): void { this.#take('minimized', 'minimize') }
  maximize(): void { this.#take('maximized', 'maximize') }
  unmaximize(): void { this.#take('normal', 'unmaximize') }
  restore(): void { this.#take('normal', 'restore') }
  setFullScreen(on: boolean): void { this.#take(on ? 'fullscreen' : 'normal', on ? 'enter-full-screen' : 'leave-full-screen') }
  isMinimized(): boolean { return this.#shape === 'minimized' }
  isMaximized(): boolean { return this.#shape === 'maximized' }
  isFullScreen(): boolean { return this.#shape === 'fullscreen' }
  getBounds(): Bounds { return { ...this.#bounds } }
  getNormalBounds(): Bounds { return { ...this.#bounds } }
  setBounds(bounds: Partial<Bounds>): void {
    this.#bounds = { ...this.#bounds, ...bounds }
    const { x, y, width, height } = this.#bounds
    void this.webContents.setBounds({ left: x, top: y, width, height }).catch(() => undefined)
    this.emit('resize')
  }
  setTitle(title: string): void { this.#title = title }
  getTitle(): string { return this.#title }
  setBackgroundColor(_colour: string): void { /* Chromium paints the page's own. */ }
  setTitleBarOverlay(_options: object): void { throw new Error('Titlebar overlay is not enabled') }
  isDestroyed(): boolean { return this.#destroyed }
  close(): void {
    if (this.#destroyed || this.#closing) return
    const event = preventable()
    this.emit('close', event)
    if (event.defaultPrevented) return app.cancelQuit()
    this.#closing = true
    void this.webContents.closePage()
  }
  destroy(): void {
    if (this.#destroyed) return
    this.#closing = true
    void this.webContents.closePage()
    this.#gone()
  }
  #gone(): void {
    if (this.#destroyed) return
    // Closed by the person at the browser's own frame: the app hears `close` first, as it does in Electron.
    if (!this.#closing) this.emit('close', preventable())
    this.#destroyed = true
    registry.windows.delete(this.id)
    if (registry.focused === this) registry.focused = null
    this.webContents.gone()
    this.emit('closed')
    app.windowClosed(registry.windows.size)
  }
}

app.windows = () => BrowserWindow.getAllWindows()
