// A small app that touches every name of tests/standin/names.ts; the specs drive it from outside.
import * as electron from 'electron'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const { app, BrowserWindow, ipcMain, protocol, session } = electron
const before = {}
for (const [name, act] of Object.entries({
  'protocol.handle': () => protocol.handle('app', () => new Response('')),
  'new BrowserWindow': () => new BrowserWindow(),
  'utilityProcess.fork': () => electron.utilityProcess.fork(join(import.meta.dirname, 'utility.mjs')),
  'screen.getAllDisplays': () => electron.screen.getAllDisplays(),
})) { try { act(); before[name] = 'allowed' } catch { before[name] = 'refused' } }
globalThis.probe = { electron, before, folder: import.meta.dirname }

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }])
if (!app.requestSingleInstanceLock()) app.quit()
const types = { html: 'text/html', js: 'text/javascript' }
app.on('web-contents-created', (_event, contents) => {
  contents.on('will-navigate', event => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
})
void app.whenReady().then(() => {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.defaultSession.setPermissionCheckHandler(() => false)
  protocol.handle('app', request => {
    const { host, pathname } = new URL(request.url)
    const file = pathname.slice(1)
    if (!['index.html', 'frame.html', 'frame.js'].includes(file)) return new Response('no', { status: 404 })
    const policy = host === 'bundle' ? "default-src 'none'; script-src 'self'; frame-src app://pdf" : "default-src 'none'; script-src 'self'"
    return new Response(readFileSync(join(import.meta.dirname, file)), { headers: { 'content-type': types[file.split('.').at(-1)], 'content-security-policy': policy } })
  })
  ipcMain.handle('echo', (_event, value) => value)
  ipcMain.handle('where', event => ({ url: event.senderFrame.url, origin: event.senderFrame.origin, main: event.senderFrame === event.sender.mainFrame }))
  ipcMain.handle('boom', () => { throw new RangeError('no such thing') })
  ipcMain.on('say', (event, value) => event.sender.send('said', value))
  const window = new BrowserWindow({ width: 900, height: 640, show: false, title: 'Names', webPreferences: { preload: join(import.meta.dirname, 'preload.cjs'), sandbox: true, contextIsolation: true, nodeIntegration: false } })
  window.once('ready-to-show', () => window.show())
  void window.loadURL('app://bundle/index.html')
})
app.on('window-all-closed', () => app.quit())
