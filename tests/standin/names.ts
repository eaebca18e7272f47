/** Every name of Electron's that the stand-in provides, and with it every name the app may use. One test each. */
export const NAMES = [
  'app', 'BrowserWindow', 'dialog', 'ipcMain', 'Menu', 'MessageChannelMain', 'nativeTheme', 'Notification', 'powerMonitor', 'protocol', 'safeStorage', 'screen', 'session', 'shell', 'utilityProcess',
] as const
export const RENDERER_NAMES = ['contextBridge', 'ipcRenderer'] as const
