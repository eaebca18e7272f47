import { execFileSync } from 'node:child_process'

/** SIGKILL for a process and everything it started, at one moment: a power cut. Needs `ps` (Linux, macOS). */
export function killTree(pid: number): void {
  const parents = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n').map(line => line.trim().split(/\s+/).map(Number) as [number, number])
  const doomed = [pid]
  for (let at = 0; at < doomed.length; at += 1) doomed.push(...parents.filter(([, parent]) => parent === doomed[at]).map(([child]) => child))
  for (const one of doomed) {
    try {
      process.kill(one, 'SIGKILL')
    } catch {
      // It ended with its parent, which is what was wanted.
    }
  }
}
