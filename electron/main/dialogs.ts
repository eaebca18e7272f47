import { dialog, shell, type BrowserWindow, type FileFilter } from 'electron'
import type { FileKind, Grant } from '../../shared/contract/shell.ts'
import type { ShellText } from '../../shared/text/shell.ts'
import type { Grants } from './grants.ts'

const EXTENSIONS: Readonly<Record<FileKind, readonly string[]>> = {
  pdf: ['pdf'], image: ['png'], certificate: ['p12', 'pfx'], module: ['dll', 'so', 'dylib'], any: ['*'],
}

export async function pickFiles(window: BrowserWindow, { kind, many }: { kind: FileKind; many: boolean }, grants: Grants, text: ShellText): Promise<Grant[]> {
  const filters: FileFilter[] = [{ name: text.kinds[kind], extensions: [...EXTENSIONS[kind]] }]
  if (kind !== 'any') filters.push({ name: text.kinds.any, extensions: ['*'] })
  const { canceled, filePaths } = await dialog.showOpenDialog(window, { filters, properties: many ? ['openFile', 'multiSelections'] : ['openFile'] })
  return canceled ? [] : Promise.all(filePaths.map(path => grants.give(path, 'read')))
}

export async function pickFolder(window: BrowserWindow, grants: Grants): Promise<Grant | null> {
  const { canceled, filePaths: [path] } = await dialog.showOpenDialog(window, { properties: ['openDirectory', 'createDirectory'] })
  return canceled || path === undefined ? null : grants.give(path, 'folder')
}

/** The name comes from a document, so from outside: only its last part is a proposal, and no control character. */
export async function pickSave(window: BrowserWindow, suggestedName: string, grants: Grants): Promise<Grant | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: safeFileName(suggestedName) })
  return canceled || filePath === '' ? null : grants.give(filePath, 'write')
}

export function safeFileName(name: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what it takes out
  const cleaned = (name.split(/[/\\]/).at(-1) ?? '').replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"|?*]/g, '_').replace(/^\.+|[. ]+$/g, '').trim()
  return cleaned === '' ? 'van-ban.pdf' : cleaned
}

/** The only way out of the app: https, the address shown in full, and the person's yes. */
export async function openExternal(window: BrowserWindow, address: string, text: ShellText): Promise<boolean> {
  const url = readHttpsAddress(address)
  if (url === null) return false
  const { question, detail, open, cancel } = text.openExternal
  const { response } = await dialog.showMessageBox(window, { type: 'question', message: question, detail: detail(url), buttons: [open, cancel], defaultId: 1, cancelId: 1, noLink: true })
  if (response !== 0) return false
  await shell.openExternal(url)
  return true
}

/** The address as it will be opened, or null where it is none of ours: https alone, no user name that poses as a host. */
export function readHttpsAddress(address: string): string | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  return url.protocol === 'https:' && url.username === '' && url.password === '' ? url.href : null
}
