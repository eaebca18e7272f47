import { fork } from 'node:child_process'
import type { TokenProcess } from './token-process.ts'

export interface SpawnNodeInputs {
  /** `host.ts` in the development tree, `dist/token.js` when bundled. */
  readonly entry: string
  /** The whole environment of the process: drivers are configured by it (`SOFTHSM2_CONF` and the like). */
  readonly env: Readonly<Record<string, string | undefined>>
  /** `inherit` where the PIN is read from the command line's own standard input. */
  readonly standardInput?: 'inherit' | 'ignore'
}

/** A token process of plain Node: `spawnToken` for tests, the command line and machines without Electron. */
export function spawnNodeToken({ entry, env, standardInput = 'ignore' }: SpawnNodeInputs, module: string): TokenProcess {
  const child = fork(entry, [], {
    serialization: 'advanced', // bytes as bytes
    stdio: [standardInput, 'ignore', 'inherit', 'ipc'],
    execArgv: [],
    // All calls of a driver then come from one and the same thread.
    env: { ...env, UV_THREADPOOL_SIZE: '1' },
  })
  child.send({ type: 'start', module })
  return {
    id: String(child.pid),
    postMessage: message => {
      // To a process that has just ended the message is lost: `onExit` ends the request.
      if (child.connected) child.send(message as object, () => undefined)
    },
    onMessage: listener => child.on('message', listener),
    onExit: listener => {
      let told = false
      const once = (how: number | string) => {
        if (!told) listener(how)
        told = true
      }
      child.once('exit', (code, signal) => once(signal ?? code ?? 'unknown'))
      child.once('error', error => once((error as NodeJS.ErrnoException).code ?? 'error'))
    },
    kill: () => void child.kill('SIGKILL'),
  }
}
