import { BrowserWindow, ipcMain, type WebContents, type WebFrameMain } from 'electron'
import { ProblemError, toProblem, type Reply } from '../../shared/problem.ts'
import { WINDOW_ORIGIN } from './policies.ts'

export interface PageListeners {
  readonly onHello: (window: BrowserWindow) => void
  readonly onRequest: (window: BrowserWindow, name: unknown, input: unknown) => Promise<Reply<unknown>>
}
interface Sent { readonly sender: WebContents; readonly senderFrame: WebFrameMain | null }

/** Everything pages may say to the shell: `hello` once per load, and `request`. */
export function listenToPages({ onHello, onRequest }: PageListeners): void {
  ipcMain.on('hello', event => {
    const window = findWindow(event)
    if (window !== null) onHello(window)
  })
  ipcMain.handle('request', (event, name: unknown, input: unknown) => {
    const window = findWindow(event)
    if (window === null) return { ok: false, problem: toProblem(new ProblemError('request.malformed')) } satisfies Reply<unknown>
    return onRequest(window, name, input)
  })
}

/** The window whose own page said it; null for a frame inside it (the PDF's) or a page of another origin. */
function findWindow({ sender, senderFrame }: Sent): BrowserWindow | null {
  if (senderFrame === null || senderFrame !== sender.mainFrame || senderFrame.origin !== WINDOW_ORIGIN) return null
  return BrowserWindow.fromWebContents(sender)
}
