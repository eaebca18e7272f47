/** `npm start`: the demo province and the app beside it, on real Electron where it is or can be had, else in Chromium. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { haveChromium } from './chromium.ts'
import { isDisplayThere } from './display.ts'
import { downloadElectron, findElectron } from './electron-binary.ts'
import { startProvince, writeDemoFile } from './province-process.ts'
import { photographWindow } from './screenshot.ts'

const root = join(import.meta.dirname, '..')
const cache = join(root, '.cache')
/** One demo a day: its mail is of today, and yesterday's desk would look at documents that no province has any more. */
const demo = join(cache, `demo-${new Date().toISOString().slice(0, 10)}`)
const once = process.argv.includes('--once')
const say = (text: string): void => console.log(`start: ${text}`)
interface Runner { readonly command: string; readonly args: readonly string[]; readonly environment: Readonly<Record<string, string>>; readonly headless: boolean }

const children: ChildProcess[] = []
process.once('exit', () => { for (const child of children) child.kill() })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130))
// npm ends on SIGTERM without passing it on: an app whose starter has gone would go on unseen and hold its lock.
const starter = process.ppid
setInterval(() => { if (process.ppid !== starter) process.exit(130) }, 1_000).unref()

if (isStale()) {
  say('building')
  if (spawnSync(process.execPath, [join(root, 'build/build.mjs')], { stdio: 'inherit' }).status !== 0) process.exit(1)
}
for (const name of existsSync(cache) ? readdirSync(cache) : []) if (/^demo-\d/.test(name) && join(cache, name) !== demo) rmSync(join(cache, name), { recursive: true, force: true })
mkdirSync(demo, { recursive: true })
const [runner, province] = await Promise.all([chooseRunner(), startProvince({ root, dataDir: join(demo, 'province'), seed: 'demo' })])
children.push(province.process)
if (runner === null) {
  say('neither Electron nor Chromium is here. Install one (Debian: apt-get install chromium), or use the command line: npx lien-thong demo')
  process.exit(1)
}
const demoFile = join(demo, 'demo.json')
writeDemoFile(demoFile, province.line)
runApp(runner)

function runApp({ command, args, environment, headless }: Runner): void {
  const own = [root, `--user-data-dir=${join(demo, 'electron')}`, `--profile=${join(demo, 'profile')}`, `--key-file=${join(demo, 'profile.key')}`]
  const app = spawn(command, [...args, ...own], { cwd: root, stdio: ['ignore', 'inherit', 'pipe'], env: { ...process.env, ...environment, LIEN_THONG_DEMO: demoFile } })
  children.push(app)
  app.stderr.on('data', (chunk: Buffer) => {
    process.stderr.write(chunk)
    const url = /DevTools listening on (ws:\S+)/.exec(String(chunk))?.[1]
    if (url !== undefined && headless) void showHow(url)
  })
  app.once('exit', code => process.exit(code ?? 1))
}

/** Without a display the app runs all the same: a picture of it, and where to look at it from another machine. */
async function showHow(url: string): Promise<void> {
  const file = join(cache, 'desk.png')
  const { host, port } = new URL(url)
  try {
    await photographWindow(url, '[role="grid"] [role="row"], [role="listbox"] [role="option"]', file)
    say(`no display: the desk was photographed to ${file}`)
  } catch (error) {
    say(`no display, and no picture (${error instanceof Error ? error.message : String(error)})`)
    process.exitCode = 1
  }
  if (once) return process.exit()
  say(`it keeps running until Ctrl+C. To use it: ssh -L ${port}:${host} THIS-MACHINE, then chrome://inspect in a browser there; or start it under a display (xvfb-run, VNC).`)
}

async function chooseRunner(): Promise<Runner | null> {
  const display = await isDisplayThere(process.env, process.platform)
  const electron = findElectron(root) ?? (process.env['NO_ELECTRON_DOWNLOAD'] === undefined ? await downloadElectron(root, say) : null)
  if (electron !== null && display) {
    say(`Electron, ${electron}`)
    // It refuses to run as root otherwise.
    return { command: electron, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [], environment: {}, headless: false }
  }
  const chromium = await haveChromium(root, say)
  if (chromium === null) return null
  const headed = display && !chromium.headlessOnly
  say(`the stand-in for Electron over ${chromium.path}${headed ? '' : ', without a window (no display answers)'}`)
  const environment = { ...chromium.environment, STANDIN_CHROMIUM: chromium.path, STANDIN_NODE: process.execPath, STANDIN_HEADED: headed ? '1' : '0' }
  return { command: join(root, 'tests/standin/electron'), args: [], environment, headless: !headed }
}

/** Whether anything that is built is newer than what was built last. */
function isStale(): boolean {
  const built = ['main.js', 'core.js', 'renderer/index.html', 'pdf-frame/index.html'].map(name => join(root, 'dist', name))
  if (!built.every(path => existsSync(path))) return true
  const oldest = Math.min(...built.map(path => statSync(path).mtimeMs))
  return ['electron', 'renderer', 'shared'].some(folder => readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .some(entry => entry.isFile() && statSync(join(entry.parentPath, entry.name)).mtimeMs > oldest))
}
