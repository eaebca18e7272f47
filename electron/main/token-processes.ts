import { utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron'
import type { ToToken } from '../../shared/contract/token-process.ts'

export interface TokenProcesses {
  /** Starts a token process for a module and gives it its end of the core's port. */
  spawn(module: string, corePort: MessagePortMain): string
  /** SIGKILL: a driver that hangs does not hear anything softer. False where it has already gone. */
  kill(tokenProcess: string): boolean
  /** Hands the PIN's one-shot port over; false where the process has gone. */
  givePinPort(tokenProcess: string, requestId: string, port: MessagePortMain): boolean
  killAll(): void
}

/** The token processes of one core, one per PKCS#11 module, so that a crashing driver costs one signature, not the app. */
export function createTokenProcesses(hostFile: string, onExit: (tokenProcess: string, exitCode: number) => void): TokenProcesses {
  const running = new Map<string, UtilityProcess>()
  const counter = { next: 1 }
  const tell = (child: UtilityProcess, message: ToToken, port: MessagePortMain): void => child.postMessage(message, [port])
  function kill(tokenProcess: string): boolean {
    const pid = running.get(tokenProcess)?.pid
    if (pid === undefined) return false
    try {
      return process.kill(pid, 'SIGKILL')
    } catch {
      return false // It ended by itself in between, which is what was wanted.
    }
  }
  return {
    spawn(module, corePort) {
      const id = `token-${counter.next++}`
      const child = utilityProcess.fork(hostFile, [], { serviceName: 'Lien Thong token', stdio: 'inherit' })
      running.set(id, child)
      child.once('exit', code => {
        running.delete(id)
        onExit(id, code)
      })
      tell(child, { type: 'start', module }, corePort)
      return id
    },
    kill,
    givePinPort(tokenProcess, requestId, port) {
      const child = running.get(tokenProcess)
      if (child === undefined) return false
      tell(child, { type: 'pin', requestId }, port)
      return true
    },
    killAll() {
      for (const id of running.keys()) kill(id)
    },
  }
}
