import { dialog, shell, type BrowserWindow, type FileFilter } from 'electron'
import type { FileKind, Grant } from '../../shared/contract/shell.ts'
import type { ShellText } from '../../shared/text/shell.ts'
import type { Grants } from './grants.ts'
import { readHttpsAddress, safeFileName } from './names-from-outside.ts'

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
