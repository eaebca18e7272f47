#!/usr/bin/env node
// The command line's door: runs on the project's own Node, whatever Node the user started it with.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const root = join(import.meta.dirname, '../..')
const projectNode = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')
const cli = join(root, 'dist/cli.js')

if (Number(process.versions.node.split('.')[0]) < 24 && existsSync(projectNode)) runOnProjectNode()
else if (!existsSync(cli)) {
  console.error('lien-thong: chưa được dựng; chạy "npm run build" trước. / not built yet; run "npm run build" first.')
  process.exitCode = 1
} else await import(pathToFileURL(cli).href)

function runOnProjectNode() {
  const child = spawn(projectNode, [import.meta.filename, ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => { process.exitCode = code ?? 128 + (signal === null ? 1 : constants.signals[signal]) })
}
