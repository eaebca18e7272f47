/** One test per name of Electron's that the app uses, the same on real Electron and on the stand-in. */
import { expect, test as base, type ElectronApplication, type Page } from '@playwright/test'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as Electron from 'electron'
import { launchElectron, whichElectron } from '../helpers/launch-electron.ts'
import { NAMES } from '../standin/names.ts'

interface Probe {
  invoke(channel: string, ...args: unknown[]): Promise<unknown>
  send(channel: string, ...args: unknown[]): void
  on(channel: string, listener: (...args: unknown[]) => void): () => void
  ask(name: string, message: unknown): Promise<unknown>
  twice(listener: (n: number) => number): number[]
  fails(): void
  readonly versions: { readonly electron: string }
}
declare global {
  interface Window { probe: Probe; heard: unknown[] }
}
interface MainProbe { readonly electron: typeof Electron; readonly before: Record<string, string>; readonly folder: string; child: Electron.UtilityProcess; seen: unknown[] }

const ENTRY = join(import.meta.dirname, 'standin-app')
// The app has no state that one test could leave to the next, and a start costs two seconds.
const test = base.extend<{ page: Page }, { home: string; electron: ElectronApplication }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the pattern
  home: [async ({}, use) => {
    const home = mkdtempSync(join(tmpdir(), 'electron-names-'))
    await use(home)
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }, { scope: 'worker' }],
  electron: [async ({ home }, use) => {
    const electron = await launchElectron({ entry: ENTRY, args: [`--user-data-dir=${home}`] })
    await use(electron)
    await electron.close()
  }, { scope: 'worker' }],
  page: async ({ electron }, use) => {
    const page = await electron.firstWindow()
    await page.getByRole('heading').waitFor()
    await use(page)
  },
})

test('the list is what the app may import, and all of it is there', async ({ electron }) => {
  const missing = await electron.evaluate((_, names) => {
    const state = (globalThis as unknown as { probe: MainProbe }).probe
    return names.filter(name => !(name in state.electron))
  }, [...NAMES] as string[])
  expect(missing).toEqual([])
})

test('before ready nothing that needs Chromium is allowed', async ({ electron }) => {
  const before = await electron.evaluate(() => (globalThis as unknown as { probe: MainProbe }).probe.before)
  expect(before).toEqual({ 'protocol.handle': 'refused', 'new BrowserWindow': 'refused', 'utilityProcess.fork': 'refused', 'screen.getAllDisplays': 'refused' })
})

test('app: name, version, paths, one instance', async ({ electron, home }) => {
  expect(await electron.evaluate(({ app }) => [app.getVersion(), app.isPackaged, app.getPath('userData'), app.isReady()])).toEqual(['1.2.3', false, home, true])
  const second = electron.evaluate(({ app }) => new Promise<string[]>(done => { app.once('second-instance', (_event, argv) => done(argv)) }))
  const child = spawn(whichElectron().path, [ENTRY, `--user-data-dir=${home}`, ...(whichElectron().kind === 'electron' ? ['--no-sandbox'] : []), 'file.pdf'], { stdio: 'ignore', env: { ...process.env, STANDIN_NODE: process.execPath } })
  const left = new Promise(done => { child.once('exit', done) })
  expect(await second).toContain('file.pdf')
  expect(await left).toBe(0)
})

test('protocol and session: pages come from app://, permissions are refused, the policy holds', async ({ page }) => {
  expect(await page.evaluate(() => isSecureContext)).toBe(true)
  expect(await page.evaluate(async () => (await navigator.permissions.query({ name: 'geolocation' })).state)).toBe('denied')
  const violated = await page.evaluate(() => new Promise<string>(done => {
    document.addEventListener('securitypolicyviolation', event => done(event.effectiveDirective), { once: true })
    const script = document.createElement('script')
    script.textContent = 'window.heard = ["run"]'
    document.body.append(script)
  }))
  expect(violated).toBe('script-src-elem')
})

test('session.resolveProxy answers as Electron writes it', async ({ electron }) => {
  expect(await electron.evaluate(({ session }) => session.defaultSession.resolveProxy('http://127.0.0.1/'))).toBe('DIRECT')
})

test('navigation and new windows are denied', async ({ electron, page }) => {
  await page.getByRole('link', { name: 'away' }).click()
  await page.getByRole('link', { name: 'new' }).click()
  await expect(page.getByRole('heading')).toHaveText('names')
  expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('contextBridge: a frozen API, functions both ways, errors keep their name; nothing of Node', async ({ page }) => {
  expect(await page.evaluate(() => [typeof window.probe.invoke, Object.isFrozen(window.probe), window.probe.twice(n => n * 10), 'require' in window, 'process' in window])).toEqual(['function', true, [10, 20], false, false])
  expect(await page.evaluate(() => {
    try {
      window.probe.fails()
      return null
    } catch (error) {
      return (error as Error).message
    }
  })).toContain('from preload')
})

test('ipcMain and ipcRenderer: structured clone, errors, the sender', async ({ page }) => {
  const kinds = await page.evaluate(async () => {
    const value: Record<string, unknown> = { list: [1, undefined, null, NaN, 10n], date: new Date(0), map: new Map([['k', new Set([1])]]), bytes: new Uint8Array([1, 2, 3]) }
    value['self'] = value
    const back = await window.probe.invoke('echo', value) as typeof value
    const list = back['list'] as unknown[]
    return [back['self'] === back, list.length, list[1] === undefined, Number.isNaN(list[3]), list[4] === 10n, back['date'] instanceof Date, back['map'] instanceof Map, back['bytes'] instanceof Uint8Array]
  })
  expect(kinds).toEqual([true, 5, true, true, true, true, true, true])
  expect(await page.evaluate(() => window.probe.invoke('boom').catch((error: Error) => error.message))).toContain("Error invoking remote method 'boom': RangeError: no such thing")
  expect(await page.evaluate(() => window.probe.invoke('nobody').catch((error: Error) => error.message))).toContain("No handler registered for 'nobody'")
  expect(await page.evaluate(() => window.probe.invoke('where'))).toEqual({ url: 'app://bundle/index.html', origin: 'app://bundle', main: true })
  expect(await page.evaluate(() => new Promise(done => {
    const stop = window.probe.on('said', value => { stop(); done(value) })
    window.probe.send('say', { a: 1 })
  }))).toEqual({ a: 1 })
})

test('utilityProcess and MessageChannelMain: page and process talk, bytes stay bytes, the exit code comes', async ({ electron, page }) => {
  await electron.evaluate(({ utilityProcess, MessageChannelMain, BrowserWindow }) => {
    const state = (globalThis as unknown as { probe: MainProbe }).probe
    state.seen = []
    state.child = utilityProcess.fork(`${state.folder}/utility.mjs`, ['word'], { serviceName: 'names' })
    state.child.on('message', message => state.seen.push(message))
    state.child.once('exit', code => state.seen.push(`exit ${code}`))
    const { port1, port2 } = new MessageChannelMain()
    state.child.postMessage('hello', [port1])
    BrowserWindow.getAllWindows()[0]?.webContents.postMessage('own-port', 'core', [port2])
  })
  await expect.poll(() => electron.evaluate(() => (globalThis as unknown as { probe: MainProbe }).probe.seen[0])).toMatchObject({ heard: 'hello', ports: 1, type: 'utility', argv: ['word'] })
  expect(await page.evaluate(async () => {
    const { echo } = await window.probe.ask('core', new Uint8Array([1, 255])) as { echo: Uint8Array }
    return [echo instanceof Uint8Array, echo.length, echo[1]]
  })).toEqual([true, 2, 255])
  await electron.evaluate(() => (globalThis as unknown as { probe: MainProbe }).probe.child.postMessage('exit'))
  await expect.poll(() => electron.evaluate(() => (globalThis as unknown as { probe: MainProbe }).probe.seen.at(-1))).toBe('exit 7')
})

test('a one-shot port: what is posted before the close arrives, then the close', async ({ electron, page }) => {
  await page.evaluate(() => {
    window.heard = []
    addEventListener('message', event => {
      if ((event.data as { name?: string }).name !== 'pin') return
      event.ports[0]?.postMessage(new Uint8Array([49, 50]))
      event.ports[0]?.close()
    })
  })
  await electron.evaluate(({ utilityProcess, MessageChannelMain, BrowserWindow }) => {
    const state = (globalThis as unknown as { probe: MainProbe }).probe
    state.seen = []
    state.child = utilityProcess.fork(`${state.folder}/utility.mjs`)
    state.child.on('message', message => { state.seen.push(message); if (message === 'closed') state.child.postMessage('seen') })
    const { port1, port2 } = new MessageChannelMain()
    state.child.postMessage('pin', [port1])
    BrowserWindow.getAllWindows()[0]?.webContents.postMessage('port', 'pin', [port2])
  })
  await expect.poll(() => electron.evaluate(() => {
    const last = (globalThis as unknown as { probe: MainProbe }).probe.seen.at(-1) as { seen?: unknown[] } | undefined
    return last?.seen?.map(one => typeof one === 'string' ? one : [...one as Uint8Array])
  })).toEqual([[49, 50], 'closed'])
  await electron.evaluate(() => (globalThis as unknown as { probe: MainProbe }).probe.child.kill())
})

test('a killed process closes its ports', async ({ electron }) => {
  const seen = await electron.evaluate(async ({ utilityProcess, MessageChannelMain }) => {
    const state = (globalThis as unknown as { probe: MainProbe }).probe
    const child = utilityProcess.fork(`${state.folder}/utility.mjs`)
    const { port1, port2 } = new MessageChannelMain()
    child.postMessage('hello', [port1])
    await new Promise(done => { child.once('message', done) })
    const closed = new Promise(done => { port2.once('close', () => done('closed')) })
    port2.start()
    process.kill(child.pid ?? 0, 'SIGKILL')
    return closed
  })
  expect(seen).toBe('closed')
})

test('a frame of app://pdf is another origin, has no bridge, and takes bytes over a port', async ({ page }) => {
  const answer = await page.evaluate(() => new Promise(done => {
    addEventListener('message', event => {
      if (event.data !== 'frame ready') return
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = reply => done(reply.data)
      frame.contentWindow?.postMessage(new Uint8Array(256 * 1024), '*', [port2])
    })
    const frame = document.createElement('iframe')
    frame.sandbox.add('allow-scripts', 'allow-same-origin')
    frame.src = `${location.origin.replace('bundle', 'pdf')}/frame.html`
    document.body.append(frame)
  }))
  expect(answer).toMatchObject({ got: 256 * 1024, bridge: 'undefined' })
})

test('BrowserWindow: title, bounds, maximize, close asks first', async ({ electron }) => {
  const seen = await electron.evaluate(({ BrowserWindow }) => {
    const window = new BrowserWindow({ x: 10, y: 20, width: 500, height: 400, show: false, title: 'Second' })
    const events: string[] = []
    window.on('close', event => {
      events.push('close')
      if (events.length === 1) event.preventDefault()
    })
    window.close()
    const kept = !window.isDestroyed()
    return new Promise<unknown[]>(done => {
      window.once('closed', () => done([kept, window.isDestroyed(), events, BrowserWindow.getAllWindows().length]))
      window.close()
    })
  })
  expect(seen).toEqual([true, true, ['close', 'close'], 1])
})

test('Menu: items are found by id and clicked', async ({ electron }) => {
  expect(await electron.evaluate(({ Menu }) => new Promise(done => {
    Menu.setApplicationMenu(Menu.buildFromTemplate([{ label: 'File', submenu: [{ id: 'sync', label: 'Sync', accelerator: 'F5', click: () => done('clicked') }] }]))
    Menu.getApplicationMenu()?.getMenuItemById('sync')?.click()
  }))).toBe('clicked')
})

test('nativeTheme: the page follows the source', async ({ electron, page }) => {
  await page.emulateMedia({ colorScheme: null })
  for (const theme of ['dark', 'light'] as const) {
    await electron.evaluate(({ nativeTheme }, source) => { nativeTheme.themeSource = source }, theme)
    await expect.poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(theme === 'dark')
  }
})

test('dialog: tests put their own answer in place', async ({ electron }) => {
  expect(await electron.evaluate(async ({ dialog }) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: ['/a.pdf'] })
    return (await dialog.showOpenDialog({})).filePaths
  })).toEqual(['/a.pdf'])
})

test('safeStorage: what it wraps it unwraps, and without a keychain it says basic_text', async ({ electron }) => {
  const [text, backend] = await electron.evaluate(({ safeStorage }) => [safeStorage.decryptString(safeStorage.encryptString('khóa')), safeStorage.getSelectedStorageBackend()])
  expect(text).toBe('khóa')
  if (whichElectron().kind === 'stand-in') expect(backend).toBe('basic_text')
})

test('Notification, powerMonitor, screen and shell have the shape the app uses', async ({ electron }) => {
  expect(await electron.evaluate(({ Notification, powerMonitor, screen, shell }) => [typeof Notification.isSupported(), typeof powerMonitor.on, (screen.getAllDisplays()[0]?.workArea.width ?? 0) > 0, typeof shell.openExternal])).toEqual(['boolean', 'function', true, 'function'])
})
