import { renameSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import * as z from 'zod'

export interface Rectangle { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
const Side = z.number().int().min(-100_000).max(100_000)
const WindowState = z.object({ x: Side, y: Side, width: Side, height: Side, maximized: z.boolean() })
export type WindowState = z.infer<typeof WindowState>

// The office PC (ui.md); below the minimum the panes no longer fit side by side.
const FIRST_SIZE = { width: 1366, height: 768 }
export const MINIMUM_SIZE = { width: 900, height: 600 }
// So much of the title bar must be on some screen, or the window could not be dragged back.
const REACHABLE = { width: 120, height: 44 }

/** Where the window opens: where it was, if it can still be reached there, else centred on the first screen. */
export function decideBounds(saved: WindowState | null, workAreas: readonly Rectangle[]): Rectangle {
  const first = workAreas[0] ?? { x: 0, y: 0, ...FIRST_SIZE }
  if (saved !== null) {
    const width = Math.max(saved.width, MINIMUM_SIZE.width)
    const height = Math.max(saved.height, MINIMUM_SIZE.height)
    const bounds = { x: saved.x, y: saved.y, width, height }
    if (workAreas.some(area => isReachable(bounds, area))) return bounds
  }
  const width = Math.min(FIRST_SIZE.width, first.width)
  const height = Math.min(FIRST_SIZE.height, first.height)
  return { x: first.x + Math.floor((first.width - width) / 2), y: first.y + Math.floor((first.height - height) / 2), width, height }
}

function isReachable(window: Rectangle, area: Rectangle): boolean {
  const across = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x)
  return across >= REACHABLE.width && window.y >= area.y && window.y + REACHABLE.height <= area.y + area.height
}

/** Null where there is none yet or it cannot be read: a lost window position is worth no message. */
export async function readWindowState(path: string): Promise<WindowState | null> {
  try {
    return WindowState.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    return null // As said above.
  }
}

/** Synchronous: it is called while the window closes, and the process may not live long after. */
export function writeWindowState(path: string, state: WindowState): void {
  writeFileSync(`${path}.part`, JSON.stringify(state), { mode: 0o600 })
  renameSync(`${path}.part`, path)
}
