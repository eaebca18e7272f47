import { BrowserWindow, nativeTheme, screen } from 'electron'
import { decideBounds, MINIMUM_SIZE, readWindowState, writeWindowState } from './window-bounds.ts'
import { WINDOW_ORIGIN } from './policies.ts'

// The page's own title bar is 44 px (ui.md); the system draws its three buttons over the last 138 px of it.
const TITLE_BAR_HEIGHT = 44
const HAS_OVERLAY = process.platform === 'win32'

export interface WindowInputs { readonly title: string; readonly preload: string; readonly stateFile: string; readonly onChange: (window: BrowserWindow) => void }

/** The only place that makes a window. Its page can do nothing but what the preload script gives it. */
export async function openWindow({ title, preload, stateFile, onChange }: WindowInputs): Promise<BrowserWindow> {
  const saved = await readWindowState(stateFile)
  const bounds = decideBounds(saved, screen.getAllDisplays().map(display => display.workArea))
  const window = new BrowserWindow({
    ...bounds, minWidth: MINIMUM_SIZE.width, minHeight: MINIMUM_SIZE.height, title, show: false, backgroundColor: canvasColour(),
    ...(HAS_OVERLAY ? { titleBarStyle: 'hidden' as const, titleBarOverlay: overlayColours() } : { autoHideMenuBar: true }),
    webPreferences: { preload, sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false, spellcheck: false },
  })
  if (saved?.maximized === true) window.maximize()
  window.once('ready-to-show', () => window.show())
  for (const event of ['maximize', 'unmaximize', 'enter-full-screen', 'leave-full-screen', 'focus', 'blur'] as const) {
    // One listener for all; Electron's types list each event apart.
    window.on(event as 'focus', () => onChange(window))
  }
  window.on('close', () => {
    try {
      writeWindowState(stateFile, { ...window.getNormalBounds(), maximized: window.isMaximized() })
    } catch {
      // A full disk must not keep the window open; a position that could not be written is only a position.
    }
  })
  void window.loadURL(`${WINDOW_ORIGIN}/index.html`)
  return window
}

/** After a change of theme: the system's buttons must not stand dark on dark. */
export function recolourTitleBar(window: BrowserWindow): void {
  window.setBackgroundColor(canvasColour())
  if (HAS_OVERLAY) window.setTitleBarOverlay(overlayColours())
}

/** How the page finds out whether the system's buttons lie over its title bar. */
export function windowButtons(): 'overlay' | 'frame' {
  return HAS_OVERLAY ? 'overlay' : 'frame'
}

// `--canvas` and the text colour of the design tokens.
function canvasColour(): string {
  return nativeTheme.shouldUseDarkColors ? '#15181c' : '#eef1f5'
}
function overlayColours(): { color: string; symbolColor: string; height: number } {
  return { color: canvasColour(), symbolColor: nativeTheme.shouldUseDarkColors ? '#e6e9ed' : '#1b1f24', height: TITLE_BAR_HEIGHT }
}
