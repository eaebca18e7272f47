import { _electron, type ElectronApplication } from '@playwright/test'
import { join } from 'node:path'
import { findChromium, findElectron } from '../../build/electron-binary.ts'

const ROOT = join(import.meta.dirname, '../..')

export interface Launch { readonly entry?: string; readonly args: readonly string[]; readonly env?: Readonly<Record<string, string>> }

/** Which Electron the end-to-end tests run on: the real one where its binary is, else the stand-in. */
export function whichElectron(): { readonly kind: 'electron' | 'stand-in'; readonly path: string } {
  const real = findElectron(ROOT)
  return real === null ? { kind: 'stand-in', path: join(ROOT, 'tests/standin/electron') } : { kind: 'electron', path: real }
}

/** Starts an app (ours, unless `entry` says another) and waits until it can be driven. */
export async function launchElectron({ entry = ROOT, args, env = {} }: Launch): Promise<ElectronApplication> {
  const { kind, path } = whichElectron()
  const chromium = findChromium(process.env)
  return _electron.launch({
    executablePath: path, cwd: ROOT, args: [entry, ...args],
    // Real Electron refuses its sandbox as root; the stand-in gives Chromium to nobody and keeps it.
    chromiumSandbox: kind === 'stand-in' || process.getuid?.() !== 0,
    env: { ...definedEnvironment(), STANDIN_NODE: process.execPath, ...(chromium === null ? {} : { STANDIN_CHROMIUM: chromium }), ...env },
    timeout: 60_000,
  })
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined))
}
