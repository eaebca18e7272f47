/**
 * The part of Electron's main-process module that the app uses, over Node and Chromium; the whole list is names.ts.
 * A name that is missing here fails at import, so the app cannot come to need what was never tried.
 */
import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { dialog, Notification, powerMonitor, safeStorage, screen, shell } from './desktop.ts'
import { ipcMain } from './ipc-main.ts'
import { Menu } from './menu.ts'
import { nativeTheme } from './native-theme.ts'
import { MessageChannelMain } from './ports.ts'
import { Session } from './session.ts'
import { utilityProcess } from './utility-process.ts'

const session = Session
const protocol = Session.defaultSession.protocol
export { app, BrowserWindow, dialog, ipcMain, Menu, MessageChannelMain, nativeTheme, Notification, powerMonitor, protocol, safeStorage, screen, session, shell, utilityProcess }
