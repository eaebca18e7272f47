import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, chownSync } from 'node:fs'
import { dirname } from 'node:path'
import { Cdp, CdpSession } from './cdp.ts'

export interface Target { readonly session: CdpSession; readonly targetId: string; readonly openerId: string | null }
interface Attached { readonly sessionId: string; readonly targetInfo: { readonly targetId: string; readonly openerId?: string } }

const NOBODY = 65534
const chromium = process.env['STANDIN_CHROMIUM'] ?? '/usr/bin/chromium'

/** The one Chromium process behind every window. */
class Browser {
  readonly headed = process.env['STANDIN_HEADED'] === '1'
  #cdp: Cdp | null = null
  #process: ChildProcess | null = null
  #attached = new Map<string, Target>()
  #waiting = new Map<string, (target: Target) => void>()
  #nextAppWindow: ((target: Target) => void)[] = []
  #again: readonly string[] = []
  #user: { uid?: number; gid?: number; env?: NodeJS.ProcessEnv } = {}
  #stopping = false
  onPopup: (target: Target) => void = target => void this.cdp.send('Target.closeTarget', { targetId: target.targetId })
  onGone: () => void = () => undefined

  get cdp(): Cdp {
    if (this.#cdp === null) throw new Error('stand-in: not before app is ready')
    return this.#cdp
  }

  async start(profile: string, switches: readonly string[]): Promise<void> {
    this.#again = [`--user-data-dir=${profile}`, ...switches]
    const args = [
      '--no-first-run', '--no-startup-window', '--remote-debugging-port=0', '--disable-background-networking', '--disable-component-update', '--disable-quic', '--disable-features=Translate',
      ...this.#again, ...(this.headed ? [] : ['--headless=new', '--disable-gpu']),
    ]
    // Chromium keeps its sandbox only away from root: the browser (never the main process) is given to nobody.
    if (process.getuid?.() === 0 && !switches.includes('--no-sandbox')) {
      chownSync(profile, NOBODY, NOBODY)
      chmodSync(dirname(profile), 0o755)
      this.#user = { uid: NOBODY, gid: NOBODY, env: { ...process.env, HOME: profile, XDG_RUNTIME_DIR: profile } }
    }
    const child = spawn(chromium, args, { ...this.#user, stdio: ['ignore', 'ignore', 'pipe'] })
    this.#process = child
    process.once('exit', () => child.kill('SIGKILL'))
    const url = await readDevToolsAddress(child)
    this.#cdp = await Cdp.connect(url)
    this.#cdp.on('closed', () => this.onGone())
    this.#cdp.on('Target.attachedToTarget', params => this.#onAttached(params as Attached))
    await this.#cdp.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true, filter: [{ type: 'page' }] })
    process.stderr.write(`DevTools listening on ${url}\n`) // What a test driver, or `npm start`, waits for.
  }

  #onAttached({ sessionId, targetInfo: { targetId, openerId } }: Attached): void {
    const target: Target = { session: new CdpSession(this.cdp, sessionId), targetId, openerId: openerId ?? null }
    if (target.openerId !== null) return this.onPopup(target)
    const appWindow = this.#nextAppWindow.shift()
    if (appWindow !== undefined) return appWindow(target)
    this.#attached.set(targetId, target)
    this.#waiting.get(targetId)?.(target)
  }

  async open(width: number, height: number): Promise<Target> {
    if (this.headed) return this.#openAppWindow(width, height)
    const { targetId } = await this.cdp.send<{ targetId: string }>('Target.createTarget', { url: 'about:blank', newWindow: true, width, height })
    return this.#attached.get(targetId) ?? new Promise(resolve => { this.#waiting.set(targetId, resolve) })
  }
  /** On a desktop a window is Chromium's own app window (no tabs, no address bar), asked of the running browser. */
  async #openAppWindow(width: number, height: number): Promise<Target> {
    const found = new Promise<Target>(resolve => { this.#nextAppWindow.push(resolve) })
    spawn(chromium, [...this.#again, `--window-size=${width},${height}`, '--app=data:text/html,'], { ...this.#user, stdio: 'ignore' })
    const target = await found
    const { windowId } = await this.cdp.send<{ windowId: number }>('Browser.getWindowForTarget', { targetId: target.targetId })
    await this.cdp.send('Browser.setWindowBounds', { windowId, bounds: { width, height } })
    return target
  }

  async stop(): Promise<void> {
    const child = this.#process
    if (child === null || this.#cdp === null || this.#stopping) return
    this.#stopping = true
    const gone = new Promise<void>(resolve => { child.once('exit', () => resolve()) })
    await this.#cdp.send('Browser.close').catch(() => child.kill())
    // A browser that does not close by itself is killed: nothing of the app's is in it.
    await Promise.race([gone, new Promise(resolve => { setTimeout(resolve, 3000).unref() })])
    child.kill('SIGKILL')
  }
}

function readDevToolsAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const seen = { text: '' }
    child.stderr?.on('data', (chunk: Buffer) => {
      seen.text += String(chunk)
      const address = /^DevTools listening on (ws:\S+)$/m.exec(seen.text)?.[1]
      if (address !== undefined) resolve(address)
    })
    child.once('error', reject)
    child.once('exit', code => reject(new Error(`Chromium left with ${code}\n${seen.text}`)))
  })
}

export const browser = new Browser()
