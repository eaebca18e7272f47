import { createHash } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { browser } from './browser.ts'

interface Manifest { readonly name?: string; readonly productName?: string; readonly version?: string }
interface Closable { close(): void }
export interface Preventable { defaultPrevented: boolean; preventDefault(): void }

export function preventable(): Preventable {
  const event: Preventable = { defaultPrevented: false, preventDefault() { event.defaultPrevented = true } }
  return event
}

class CommandLine {
  readonly switches = new Map<string, string>()
  appendSwitch(name: string, value = ''): void { this.switches.set(name, value) }
  hasSwitch(name: string): boolean { return this.switches.has(name) }
  getSwitchValue(name: string): string { return this.switches.get(name) ?? '' }
}

class App extends EventEmitter {
  readonly commandLine = new CommandLine()
  readonly isPackaged = false
  #manifest: Manifest = {}
  #folder = ''
  #ready = false
  #left = false
  #quitting = false
  #whenReady = Promise.withResolvers<void>()
  #lock: string | null = null
  /** Set by browser-window.ts; an import would be a circle. */
  windows: () => readonly Closable[] = () => []

  describe(folder: string, manifest: Manifest): void {
    this.#folder = folder
    this.#manifest = manifest
  }
  async start(): Promise<void> {
    if (this.#quitting) return
    mkdirSync(this.getPath('userData'), { recursive: true })
    const switches = [...this.commandLine.switches].filter(([name]) => name !== 'user-data-dir').map(([name, value]) => value === '' ? `--${name}` : `--${name}=${value}`)
    await browser.start(this.#browserProfile(), switches)
    // A signal for the whole group (Ctrl+C) ends the browser before it could close its windows.
    browser.onGone = () => { if (this.#quitting) this.#leave(); else this.exit(1) }
    this.#ready = true
    this.emit('ready', {}, {})
    this.#whenReady.resolve()
  }
  /** As root Chromium runs as nobody (it keeps its sandbox only so), and nobody cannot look into root's folders. */
  #browserProfile(): string {
    const data = this.getPath('userData')
    const isRoot = process.getuid?.() === 0
    const profile = isRoot ? join(tmpdir(), `standin-${createHash('sha256').update(data).digest('hex').slice(0, 16)}`, 'profile') : join(data, 'standin-profile')
    mkdirSync(profile, { recursive: true })
    return profile
  }
  isReady(): boolean { return this.#ready }
  whenReady(): Promise<void> { return this.#whenReady.promise }
  getName(): string { return this.#manifest.productName ?? this.#manifest.name ?? 'Electron' }
  getVersion(): string { return this.#manifest.version ?? process.versions['electron'] ?? '' }
  getAppPath(): string { return this.#folder }
  getPath(name: 'home' | 'userData' | 'temp'): string {
    if (name === 'home') return homedir()
    if (name === 'temp') return tmpdir()
    const given = this.commandLine.getSwitchValue('user-data-dir')
    return given === '' ? join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), this.getName()) : given
  }

  /** The second process leaves a note in the first one's inbox and goes. */
  requestSingleInstanceLock(): boolean {
    const folder = this.getPath('userData')
    const lock = join(folder, 'SingletonLock.standin')
    const inbox = join(folder, 'SingletonInbox.standin')
    mkdirSync(inbox, { recursive: true })
    if (isAlive(lock)) {
      const note = join(inbox, String(process.pid))
      writeFileSync(`${note}.tmp`, JSON.stringify({ argv: process.argv, cwd: process.cwd() }))
      renameSync(`${note}.tmp`, note)
      return false
    }
    writeFileSync(lock, String(process.pid))
    process.once('exit', () => this.releaseSingleInstanceLock())
    watch(inbox, () => this.#readInbox(inbox)).unref()
    this.#lock = lock
    return true
  }
  #readInbox(inbox: string): void {
    for (const name of readdirSync(inbox).filter(file => !file.endsWith('.tmp'))) {
      const path = join(inbox, name)
      if (!existsSync(path)) continue
      const note = JSON.parse(readFileSync(path, 'utf8')) as { argv: string[]; cwd: string }
      rmSync(path)
      this.emit('second-instance', {}, note.argv, note.cwd)
    }
  }
  releaseSingleInstanceLock(): void {
    if (this.#lock !== null) rmSync(this.#lock, { force: true })
    this.#lock = null
  }

  quit(): void {
    if (this.#quitting) return
    const event = preventable()
    this.emit('before-quit', event)
    if (event.defaultPrevented) return
    this.#quitting = true
    const windows = this.windows()
    if (windows.length === 0) this.#leave()
    for (const window of windows) window.close()
  }
  cancelQuit(): void { this.#quitting = false }
  windowClosed(left: number): void {
    if (left > 0) return
    if (this.#quitting) this.#leave()
    else if (this.listenerCount('window-all-closed') === 0) this.quit()
    else this.emit('window-all-closed')
  }
  #leave(): void {
    if (this.#left) return
    this.#left = true
    const event = preventable()
    this.emit('will-quit', event)
    if (!event.defaultPrevented) this.exit(0)
  }
  exit(code = 0): void {
    this.#quitting = true
    this.#left = true
    this.emit('quit', {}, code)
    void browser.stop().finally(() => process.exit(code))
  }
}

function isAlive(lock: string): boolean {
  try {
    const pid = Number(readFileSync(lock, 'utf8'))
    return pid !== process.pid && process.kill(pid, 0)
  } catch {
    return false // No lock, or one left behind by a process that was killed.
  }
}

export const app = new App()
