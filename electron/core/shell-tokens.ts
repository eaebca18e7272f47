import type { Emit } from '../../shared/contract/index.ts'
import { ProblemError } from '../../shared/problem.ts'
import type { PinWanted } from '../token/ask-pin.ts'
import type { TokenProcess } from '../token/token-process.ts'
import type { ShellLink } from './shell-link.ts'

export interface TokenRoad {
  spawnToken(module: string): Promise<TokenProcess>
  exited(tokenProcess: string, exitCode: number): void
  /** Lays the PIN's road to one window and tells it what the token says of itself. */
  askIn(windowId: number, emit: Emit): (wanted: PinWanted) => void
}

/** Token processes as the shell keeps them: it alone can start and kill them, the port to each is the core's own. */
export function createTokenRoad(link: ShellLink): TokenRoad {
  const exits = new Map<string, number>()
  const waiting = new Map<string, (how: number) => void>()
  return {
    async spawnToken(module) {
      const { value: { tokenProcess: id }, port } = await link.ask<'spawn-token'>({ name: 'spawn-token', module })
      if (port === null) throw new ProblemError('token.crashed')
      return {
        id,
        postMessage: message => port.post(message),
        onMessage: listener => port.onMessage(data => listener(data)),
        onExit(listener) {
          const already = exits.get(id)
          if (already === undefined) waiting.set(id, listener)
          else listener(already)
        },
        // The answer is the exit itself.
        kill: () => void link.ask<'kill-token'>({ name: 'kill-token', tokenProcess: id }).catch(() => undefined),
      }
    },
    exited(tokenProcess, exitCode) {
      exits.set(tokenProcess, exitCode)
      waiting.get(tokenProcess)?.(exitCode)
      waiting.delete(tokenProcess)
    },
    askIn: (windowId, emit) => ({ requestId, tokenProcess, tokenId, finalTry, pinPad, purpose, promptsToCome }) => {
      emit('token.pin-wanted', { requestId, tokenId, finalTry, pinPad, purpose, promptsToCome })
      if (!pinPad) link.send({ type: 'pin-wanted', requestId, windowId, tokenProcess })
    },
  }
}
