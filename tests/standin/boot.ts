/** What Electron's executable does before it runs the app's main file, on Node. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import inspector from 'node:inspector'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from './index.ts'

interface Line { readonly preloads: string[]; readonly entry: string; readonly inspectPort: number | null }

const line = readLine(process.argv.slice(2))
define('type', 'browser')
define('defaultApp', true)
define('resourcesPath', import.meta.dirname)
define('argv', [process.argv[0], ...process.argv.slice(2).filter((word, at, all) => word !== '-r' && all[at - 1] !== '-r' && !/^--(inspect|remote-debugging-port)/.test(word))])
// As in the Electron that package.json names, so that the page sees what it will see there.
Object.assign(process.versions, { electron: '45.4.1', chrome: '156.0.8078.79' })
if (line.inspectPort !== null) inspector.open(line.inspectPort)

const root = resolve(line.entry === '' ? '.' : line.entry)
const folder = statSync(root).isDirectory() ? root : dirname(root)
const manifestFile = join(folder, 'package.json')
const manifest = (existsSync(manifestFile) ? JSON.parse(readFileSync(manifestFile, 'utf8')) : {}) as { name?: string; productName?: string; version?: string; main?: string }
app.describe(folder, manifest)
const main = root === folder ? join(root, manifest.main ?? 'index.js') : root

// Electron's main process warns and goes on.
process.on('unhandledRejection', error => console.error('UnhandledPromiseRejectionWarning:', error))
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => app.quit())
const require = createRequire(main)
for (const file of line.preloads) require(file)
await import(pathToFileURL(main).href)
await app.start()

function readLine(words: readonly string[]): Line {
  const preloads: string[] = []
  const state = { entry: '', inspectPort: null as number | null }
  words.forEach((word, at) => {
    const before = words[at - 1]
    if (before === '-r') preloads.push(word)
    else if (word.startsWith('--inspect')) state.inspectPort = Number(word.split('=')[1] ?? 9229)
    else if (word.startsWith('--')) {
      const [name = '', ...value] = word.slice(2).split('=')
      // Ours is chosen by Chromium itself and printed as Electron prints it.
      if (name !== 'remote-debugging-port') app.commandLine.appendSwitch(name, value.join('='))
    } else if (word !== '-r' && state.entry === '') state.entry = word
  })
  return { preloads, ...state }
}

function define(name: string, value: unknown): void {
  Object.defineProperty(process, name, { value, configurable: true, enumerable: true })
}
