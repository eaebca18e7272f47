import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'

const ROOT = join(import.meta.dirname, '../..')

test('npm start shows the desk without a display, and Ctrl+C leaves nothing behind; a second start works', async () => {
  test.skip(process.platform === 'win32', 'process groups are POSIX')
  test.setTimeout(420_000)
  for (const _round of [1, 2]) {
    const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env
    const started = spawn(process.execPath, ['build/start.ts'], { cwd: ROOT, detached: true, env: { ...env, NO_ELECTRON_DOWNLOAD: '1' }, stdio: ['ignore', 'pipe', 'ignore'] })
    const said = { text: '' }
    started.stdout.on('data', (chunk: Buffer) => { said.text += String(chunk) })
    await expect.poll(() => said.text, { timeout: 150_000 }).toContain('photographed')
    const group = started.pid ?? 0
    process.kill(-group, 'SIGINT')
    await expect.poll(() => isThere(-group), { timeout: 30_000 }).toBe(false)
  }
})

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
