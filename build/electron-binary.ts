import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Electron's installed binary, judged by its files alone (2 ms); `require('electron')` would download, without end where the network is silent. */
export function findElectron(root: string): string | null {
  const folder = join(root, 'node_modules/electron')
  try {
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
    const installed = readFileSync(join(folder, 'dist/version'), 'utf8').trim().replace(/^v/, '')
    const path = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim())
    return installed === version && existsSync(path) ? path : null
  } catch {
    return null // One of the files is missing: it is not installed.
  }
}

// No answer within the first, no byte within the second: a firewall that swallows packets must not hold `npm start`.
const FIRST_BYTE_MS = 5000
const STALLED_MS = 20_000

/** Downloads Electron where that is possible; null, with the reason told, where it is not. */
export async function downloadElectron(root: string, say: (text: string) => void): Promise<string | null> {
  const folder = join(root, 'node_modules/electron')
  const stop = new AbortController()
  const watch = { timer: setTimeout(() => stop.abort(new Error('no answer in 5 s')), FIRST_BYTE_MS) }
  try {
    const { downloadArtifact } = await import('@electron/get')
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
    await downloadArtifact({
      version, artifactName: 'electron', platform: process.platform, arch: process.arch,
      checksums: JSON.parse(readFileSync(join(folder, 'checksums.json'), 'utf8')) as Record<string, string>,
      downloadOptions: {
        signal: stop.signal,
        getProgressCallback: () => {
          clearTimeout(watch.timer)
          watch.timer = setTimeout(() => stop.abort(new Error('stalled for 20 s')), STALLED_MS)
          return Promise.resolve()
        },
      },
    })
    spawnSync(process.execPath, [join(folder, 'install.js')], { stdio: 'inherit' }) // From the cache now.
    return findElectron(root)
  } catch (error) {
    say(`Electron cannot be downloaded here (${reasonOf(error)})`)
    return null
  } finally {
    clearTimeout(watch.timer)
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error && 'code' in error.cause ? String(error.cause.code) : error.message
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge', 'brave-browser']
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:/Program Files/Google/Chrome/Application/chrome.exe', 'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe',
]

/** A browser of Chromium's family on this machine, for the stand-in. */
export function findChromium(environment: Readonly<Record<string, string | undefined>>): string | null {
  const given = environment['STANDIN_CHROMIUM']
  if (given !== undefined) return existsSync(given) ? given : null
  for (const folder of (environment['PATH'] ?? '').split(delimiter)) {
    const found = NAMES.map(name => join(folder, name)).find(isExecutable)
    if (found !== undefined) return found
  }
  return PLACES.find(place => existsSync(place)) ?? null
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false // Not there or not ours to run: not found.
  }
}
