#!/usr/bin/env node
// The command line's door: runs on the project's own Node, whatever Node the user started it with. Written for old ones.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import nodeModule from 'node:module'
import { constants, homedir } from 'node:os'
import { dirname, isAbsolute, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const self = fileURLToPath(import.meta.url)
const root = join(dirname(self), '../..')
const projectNode = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')
const cli = join(root, 'dist/cli.js')

if (existsSync(projectNode) && isOlder(process.versions.node, projectVersion())) runOnProjectNode()
else if (!existsSync(cli)) {
  console.error('lien-thong: chưa được dựng; chạy "npm run build" trước. / not built yet; run "npm run build" first.')
  process.exitCode = 1
} else {
  keepCompiled()
  void import(pathToFileURL(cli).href)
}

/** Compiling takes a third of the start. Only in a folder of the user's own: what lies there is run. */
function keepCompiled() {
  const caches = process.env.XDG_CACHE_HOME || process.env.LOCALAPPDATA || join(homedir(), '.cache')
  if (typeof nodeModule.enableCompileCache === 'function' && isAbsolute(caches)) nodeModule.enableCompileCache(join(caches, 'lien-thong', 'compiled'))
}

function projectVersion() {
  return JSON.parse(readFileSync(join(root, 'node_modules/node/package.json'), 'utf8')).version
}

function isOlder(version, than) {
  const [a, b] = [version, than].map(text => text.split('.').map(Number))
  for (let at = 0; at < 3; at += 1) if (a[at] !== b[at]) return a[at] < b[at]
  return false
}

function runOnProjectNode() {
  const child = spawn(projectNode, [self, ...process.argv.slice(2)], { stdio: 'inherit', env: { ...process.env, LIEN_THONG_LAUNCHED: '1' } })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  // The shell of `npx` passes no signal on: what it started would run for ever.
  const parent = process.ppid
  if (process.env.npm_command === 'exec') setInterval(() => { if (process.ppid !== parent) child.kill('SIGTERM') }, 500).unref()
  child.on('exit', (code, signal) => { process.exitCode = code === null ? 128 + (constants.signals[signal] || 1) : code })
}
