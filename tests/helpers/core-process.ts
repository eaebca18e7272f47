import { execFileSync } from 'node:child_process'
import { expect, type ElectronApplication } from '@playwright/test'
import { whichElectron } from './launch-electron.ts'

/** The process id of an app's core; null while there is none. Real Electron names its utility processes itself, the stand-in's are seen by `ps`. */
export async function findCore(electron: ElectronApplication): Promise<number | null> {
  if (whichElectron().kind === 'electron') return electron.evaluate(({ app }) => app.getAppMetrics().find(({ name }) => name === 'Lien Thong core')?.pid ?? null)
  const shell = electron.process().pid ?? 0
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).trim().split('\n').map(line => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
  const parents = new Map(lines.map(line => [Number(line?.[1]), Number(line?.[2])]))
  const isOfApp = (pid: number): boolean => pid === shell || (pid > 1 && isOfApp(parents.get(pid) ?? 0))
  const core = lines.find(line => /\bcore\.js\b/.test(line?.[3] ?? '') && isOfApp(Number(line?.[1])))
  return core == null ? null : Number(core[1])
}

/** Ends an app's core as a fault would, and waits until it is gone. */
export async function killCore(electron: ElectronApplication): Promise<void> {
  const pid = await findCore(electron)
  if (pid === null) return
  process.kill(pid, 'SIGKILL')
  await expect.poll(() => isThere(pid), { timeout: 20_000 }).toBe(false)
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
