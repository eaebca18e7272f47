/** `npm run e2e`: the same suite on real Electron where its binary is, else on the stand-in; it says which. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { findChromium, findElectron } from './electron-binary.ts'

const root = join(import.meta.dirname, '..')
const electron = findElectron(root)
const chromium = findChromium(process.env)
if (electron === null && chromium === null) {
  console.error('e2e: neither Electron nor Chromium is here (Debian: apt-get install chromium)')
  process.exit(1)
}
console.log(electron === null ? `e2e: the stand-in for Electron, over ${chromium}` : `e2e: Electron, ${electron}`)
const child = spawn('npx', ['playwright', 'test', '--config', 'build/playwright.config.ts', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
child.once('exit', code => { process.exitCode = code ?? 1 })
