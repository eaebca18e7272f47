/**
 * A real file picker for a headed run: Chromium's own, opened by a click on a hidden `<input type=file>` that the
 * debugging protocol asks for; the chosen paths are read back from it (DOM.getFileInfo).
 */
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { WebContents } from './web-contents.ts'

interface OpenOptions { readonly properties?: readonly string[]; readonly filters?: readonly { readonly extensions: readonly string[] }[] }
interface Evaluated { readonly result: { readonly objectId?: string; readonly value?: unknown } }

/** The paths the person picked, none when cancelled. */
export async function openInPage(contents: WebContents, { properties = [], filters = [] }: OpenOptions): Promise<string[]> {
  const accept = filters.some(filter => filter.extensions.includes('*')) && filters.length === 1 ? '' : (filters[0]?.extensions ?? []).map(extension => `.${extension}`).join(',')
  const expression = `new Promise(resolve => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = ${JSON.stringify(accept)}
    input.multiple = ${properties.includes('multiSelections')}
    input.webkitdirectory = ${properties.includes('openDirectory')}
    input.addEventListener('change', () => resolve([...input.files]))
    input.addEventListener('cancel', () => resolve([]))
    input.click()
  })`
  const { result } = await contents.debug<Evaluated>('Runtime.evaluate', { expression, awaitPromise: true, userGesture: true })
  if (result.objectId === undefined) return []
  const paths: string[] = []
  for (let at = 0; ; at++) {
    const file = await contents.debug<Evaluated>('Runtime.callFunctionOn', { objectId: result.objectId, functionDeclaration: `function () { return this[${at}] }` })
    if (file.result.objectId === undefined) return paths
    const { path } = await contents.debug<{ path: string }>('DOM.getFileInfo', { objectId: file.result.objectId })
    paths.push(path)
  }
}

/** Chromium gives no save dialog that tells a path: the person may change the one that is proposed. */
export async function saveInPage(contents: WebContents, name: string): Promise<string> {
  const proposed = name.startsWith('/') ? name : join(homedir(), name)
  const { result } = await contents.debug<Evaluated>('Runtime.evaluate', { expression: `prompt('Lưu vào / Save as', ${JSON.stringify(proposed)})`, userGesture: true })
  return typeof result.value === 'string' ? result.value : ''
}

export async function confirmInPage(contents: WebContents, question: string): Promise<boolean> {
  const { result } = await contents.debug<Evaluated>('Runtime.evaluate', { expression: `confirm(${JSON.stringify(question)})`, userGesture: true })
  return result.value === true
}
