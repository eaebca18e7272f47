import { ProblemError } from '../../../shared/problem.ts'
import { makePinSeal } from './pin-seal.ts'

/** The end of a one-shot channel, in Electron's shape (`MessagePortMain`). */
export interface PinPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  postMessage(message: unknown): void
  start(): void
  close(): void
}

export interface PinPorts {
  /** The shell has brought the port of a request; before or after the request itself. */
  arrived(requestId: string, port: PinPort): void
  /**
   * The PIN that comes on the port of the request, sealed with the key that is posted there first; `token.pin-cancelled`
   * where it closes before.
   */
  take(requestId: string): Promise<Uint8Array>
  /** Ends a wait whose question was not even put. */
  forget(requestId: string): void
}

/** Where the PIN's port and the core's request for it meet, in whichever order they come. */
export function makePinPorts(): PinPorts {
  const waiting = new Map<string, (port: PinPort | null) => void>()
  const early = new Map<string, PinPort>()
  return {
    arrived(requestId, port) {
      const meet = waiting.get(requestId)
      if (meet) meet(port)
      else {
        // One PIN is asked for at a time: what is still here belongs to a request that has ended.
        for (const left of early.values()) left.close()
        early.clear()
        early.set(requestId, port)
      }
    },
    async take(requestId) {
      const port = early.get(requestId) ?? await new Promise<PinPort | null>(resolve => waiting.set(requestId, resolve))
      early.delete(requestId)
      waiting.delete(requestId)
      if (port === null) throw new ProblemError('token.pin-cancelled')
      try {
        return await onePin(port)
      } finally {
        port.close()
      }
    },
    forget(requestId) {
      waiting.get(requestId)?.(null)
      early.get(requestId)?.close()
      early.delete(requestId)
    },
  }
}

async function onePin(port: PinPort): Promise<Uint8Array> {
  // Listened to before anything else: a dialog may close its end at once.
  const sealed = oneMessage(port)
  const seal = await makePinSeal()
  port.postMessage(seal.publicKey)
  return seal.open(await sealed)
}

function oneMessage(port: PinPort): Promise<Uint8Array> {
  const answer = Promise.withResolvers<Uint8Array>()
  answer.promise.catch(() => undefined)
  port.on('message', ({ data }) => {
    if (data instanceof Uint8Array) answer.resolve(data)
    else answer.reject(new ProblemError('token.pin-cancelled'))
  })
  port.on('close', () => answer.reject(new ProblemError('token.pin-cancelled')))
  port.start()
  return answer.promise
}
