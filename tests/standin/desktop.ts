/** What belongs to the desktop. There is none here: each piece keeps what it was told, and a test plays the user. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app } from './app.ts'
import { browser } from './browser.ts'
import type { BrowserWindow } from './browser-window.ts'
import { confirmInPage, openInPage, saveInPage } from './picker.ts'

interface OpenOptions { readonly properties?: readonly string[]; readonly filters?: readonly { readonly name: string; readonly extensions: readonly string[] }[] }
interface MessageOptions { readonly message: string; readonly detail?: string; readonly buttons?: readonly string[]; readonly defaultId?: number; readonly cancelId?: number }

/** With a screen the page's own pickers do it; without one every dialog is cancelled, and tests put their own in place. */
export const dialog = {
  async showOpenDialog(window: BrowserWindow, options: OpenOptions): Promise<{ canceled: boolean; filePaths: string[] }> {
    const filePaths = browser.headed ? await openInPage(window.webContents, options) : []
    return { canceled: filePaths.length === 0, filePaths }
  },
  async showSaveDialog(window: BrowserWindow, options: { readonly defaultPath?: string }): Promise<{ canceled: boolean; filePath: string }> {
    const filePath = browser.headed ? await saveInPage(window.webContents, options.defaultPath ?? '') : ''
    return { canceled: filePath === '', filePath }
  },
  async showMessageBox(window: BrowserWindow, options: MessageOptions): Promise<{ response: number; checkboxChecked: boolean }> {
    const yes = browser.headed && await confirmInPage(window.webContents, `${options.message}\n\n${options.detail ?? ''}`)
    return { response: yes ? 0 : options.cancelId ?? options.defaultId ?? 0, checkboxChecked: false }
  },
}

export const shell = {
  /** What would have been opened, for tests to look at. */
  opened: [] as string[],
  openExternal(url: string): Promise<void> {
    this.opened.push(url)
    return Promise.resolve()
  },
}

export class Notification extends EventEmitter {
  static isSupported(): boolean { return true }
  readonly title: string
  readonly body: string
  constructor(options: { readonly title?: string; readonly body?: string } = {}) {
    super()
    this.title = options.title ?? ''
    this.body = options.body ?? ''
  }
  show(): void { this.emit('show', {}) }
}

/** Reversible, keyed by a file beside the data, and it says so: `basic_text` does not count as a keychain. */
export const safeStorage = {
  isEncryptionAvailable: (): boolean => app.isReady(),
  getSelectedStorageBackend: (): 'basic_text' => 'basic_text',
  encryptString(text: string): Buffer {
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', storageKey(), iv)
    return Buffer.concat([Buffer.from('v10'), iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  },
  decryptString(data: Buffer): string {
    if (data.subarray(0, 3).toString() !== 'v10') throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.')
    const decipher = createDecipheriv('aes-256-gcm', storageKey(), data.subarray(3, 15))
    decipher.setAuthTag(data.subarray(-16))
    return decipher.update(data.subarray(15, -16), undefined, 'utf8') + decipher.final('utf8')
  },
}
function storageKey(): Buffer {
  if (!app.isReady()) throw new Error('safeStorage cannot be used before app is ready')
  const path = join(app.getPath('userData'), 'standin-safe-storage')
  if (!existsSync(path)) writeFileSync(path, randomBytes(32), { mode: 0o600 })
  return readFileSync(path)
}

/** Emits nothing by itself; a test says that the PC woke up. */
export const powerMonitor = new EventEmitter()

const bounds = { x: 0, y: 0, width: 1920, height: 1080 }
export const screen = {
  getAllDisplays(): { id: number; bounds: typeof bounds; workArea: typeof bounds; scaleFactor: number }[] {
    if (!app.isReady()) throw new Error("The 'screen' module can't be used before the app 'ready' event")
    return [{ id: 1, bounds, workArea: bounds, scaleFactor: 1 }]
  },
}
