import { app, BrowserWindow, nativeTheme, Notification } from 'electron'
import { isShellRequestName, shellRequests, type ShellInput, type ShellOutput, type ShellRequestName } from '../../shared/contract/shell.ts'
import { ProblemError, toProblem, type Reply } from '../../shared/problem.ts'
import { shellText } from '../../shared/text/shell.ts'
import { openExternal, pickFiles, pickFolder, pickSave } from './dialogs.ts'
import type { Grants } from './grants.ts'
import { recolourTitleBar, windowButtons } from './window.ts'

export interface ShellState { language: 'vi' | 'en' }
export interface Asking {
  readonly window: BrowserWindow
  readonly grants: Grants
  readonly desk: 'officer' | 'receiver'
  readonly demo: boolean
  readonly state: ShellState
  readonly openReceiver: () => Promise<void>
  readonly rebuildMenu: () => void
}
type ShellHandlers = { readonly [N in ShellRequestName]: (input: ShellInput<N>, asking: Asking) => Promise<ShellOutput<N>> }

const handlers: ShellHandlers = {
  'shell.pick-files': async (input, { window, grants, state }) => ({ grants: await pickFiles(window, input, grants, shellText(state.language)) }),
  'shell.pick-folder': async (_input, { window, grants }) => ({ grant: await pickFolder(window, grants) }),
  'shell.pick-save': async ({ suggestedName }, { window, grants }) => ({ grant: await pickSave(window, suggestedName, grants) }),
  'shell.open-external': async ({ url }, { window, state }) => ({ opened: await openExternal(window, url, shellText(state.language)) }),
  'shell.print': (_input, { window }) => new Promise(resolve => window.webContents.print({ silent: false, printBackground: true }, printed => resolve({ printed }))),
  'shell.set-theme': async ({ theme }) => {
    nativeTheme.themeSource = theme
    for (const window of BrowserWindow.getAllWindows()) recolourTitleBar(window)
    return {}
  },
  'shell.set-zoom': async ({ factor }, { window }) => {
    window.webContents.setZoomFactor(factor)
    return {}
  },
  'shell.set-language': async ({ language }, { state, rebuildMenu }) => {
    state.language = language
    rebuildMenu()
    return {}
  },
  'shell.window': async ({ act }, { window }) => {
    if (act === 'minimize') window.minimize()
    else if (act === 'close') window.close()
    else if (window.isMaximized()) window.unmaximize()
    else window.maximize()
    return {}
  },
  'shell.notify': async ({ title, body }, { window }) => {
    if (BrowserWindow.getFocusedWindow() !== null || !Notification.isSupported()) return { shown: false }
    const notification = new Notification({ title, body })
    notification.on('click', () => window.show())
    notification.show()
    return { shown: true }
  },
  'shell.open-receiver': async (_input, { demo, openReceiver }) => {
    if (!demo) throw new ProblemError('command.development-only')
    await openReceiver()
    return {}
  },
  'shell.about': async (_input, { state, demo, desk }) => ({
    version: app.getVersion(), electron: process.versions.electron ?? '', chrome: process.versions.chrome ?? '', platform: process.platform,
    language: state.language, windowButtons: windowButtons(), demo, desk,
  }),
}

/** Answers one request of a window. Never rejects: Electron keeps only the message of an error thrown across IPC. */
export async function answerShell(name: unknown, input: unknown, asking: Asking): Promise<Reply<unknown>> {
  try {
    if (!isShellRequestName(name)) throw new ProblemError('request.malformed')
    const parsed = shellRequests[name].input.safeParse(input)
    if (!parsed.success) throw new ProblemError('request.malformed', {}, { cause: parsed.error })
    // The table's own type ties the name to its input; TypeScript loses the tie in a union.
    const handle = handlers[name] as (input: unknown, asking: Asking) => Promise<unknown>
    return { ok: true, value: await handle(parsed.data, asking) }
  } catch (error) {
    return { ok: false, problem: toProblem(error) }
  }
}
