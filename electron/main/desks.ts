import { app, session, type BrowserWindow } from 'electron'
import { join } from 'node:path'
import type { CoreOptions } from '../../shared/contract/core-process.ts'
import { openDesk, type Desk } from './desk.ts'
import { openWindow } from './window.ts'

export type DeskName = 'officer' | 'receiver'
export interface Desks {
  open(which: DeskName): Promise<void>
  /** Brings the desk to the front, opening it where it is not there yet. */
  show(which: DeskName): Promise<void>
  of(window: BrowserWindow): Desk | undefined
  all(): readonly Desk[]
  stop(): Promise<void>
}
export interface DesksInputs {
  readonly files: { readonly core: string; readonly token: string; readonly preload: string }
  readonly titleOf: (which: DeskName) => string
  readonly optionsOf: (which: DeskName) => CoreOptions
  readonly now: () => number
}

/** The open desks: the officer's, and in the demo that of the receiving agency. */
export function createDesks({ files, titleOf, optionsOf, now }: DesksInputs): Desks {
  const open = new Map<DeskName, Desk>()
  const leaving = new Set<Promise<void>>()
  const of = (window: BrowserWindow): Desk | undefined => [...open.values()].find(desk => desk.window === window)

  function tellChanged(window: BrowserWindow): void {
    of(window)?.tellPage('shell.window-changed', { maximized: window.isMaximized(), fullScreen: window.isFullScreen(), focused: window.isFocused() })
  }
  async function openOne(which: DeskName): Promise<void> {
    const window = await openWindow({ title: titleOf(which), preload: files.preload, stateFile: join(app.getPath('userData'), `window-${which}.json`), onChange: tellChanged })
    const desk = openDesk({ window, options: optionsOf(which), session: session.defaultSession, files, now })
    open.set(which, desk)
    window.once('closed', () => {
      open.delete(which)
      const gone = desk.stop().finally(() => leaving.delete(gone))
      leaving.add(gone)
    })
  }
  return {
    open: openOne, of,
    async show(which) {
      const desk = open.get(which)
      if (desk === undefined) return openOne(which)
      if (desk.window.isMinimized()) desk.window.restore()
      desk.window.focus()
    },
    all: () => [...open.values()],
    async stop() { await Promise.all([...leaving, ...[...open.values()].map(desk => desk.stop())]) },
  }
}
