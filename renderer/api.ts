import type { Bridge, PinPortMessage } from '../shared/contract/core-process.ts'
import type { EventName, Output, Payload, RequestInput, RequestName } from '../shared/contract/index.ts'
import type { ShellEventName, ShellInput, ShellOutput, ShellPayload, ShellRequestName } from '../shared/contract/shell.ts'
import { ProblemError } from '../shared/problem.ts'

export type AnyRequestName = RequestName | ShellRequestName
export type AnyInput<N extends AnyRequestName> = N extends RequestName ? RequestInput<N> : N extends ShellRequestName ? ShellInput<N> : never
export type AnyOutput<N extends AnyRequestName> = N extends RequestName ? Output<N> : N extends ShellRequestName ? ShellOutput<N> : never
export type AnyEventName = EventName | ShellEventName
export type AnyPayload<N extends AnyEventName> = N extends EventName ? Payload<N> : N extends ShellEventName ? ShellPayload<N> : never

/** All that the window knows of the world outside it: core and shell behind one pair of functions. */
export interface Api {
  /** Rejects with a `ProblemError`, and with nothing else. */
  request<N extends AnyRequestName>(name: N, input: AnyInput<N>): Promise<AnyOutput<N>>
  /** Hears one event; answers how to stop. */
  on<N extends AnyEventName>(name: N, listener: (payload: AnyPayload<N>) => void): () => void
  /** The one-shot road of a PIN; it may come before or after `token.pin-wanted` of the same id (architecture.md). */
  pinPort(requestId: string): Promise<MessagePort>
}

/** The real thing: the preload script's bridge. Answers are trusted, they were made by our own core. */
export function createApi(bridge: Bridge, page: Window): Api {
  const listeners = new Map<string, Set<(payload: unknown) => void>>()
  bridge.on((event, payload) => listeners.get(event)?.forEach(listener => listener(payload)))
  return {
    async request<N extends AnyRequestName>(name: N, input: AnyInput<N>) {
      const reply = await bridge.request(name, input)
      if (!reply.ok) throw new ProblemError(reply.problem.code, reply.problem.facts)
      return reply.value as AnyOutput<N>
    },
    on<N extends AnyEventName>(name: N, listener: (payload: AnyPayload<N>) => void) {
      const heard = listener as (payload: unknown) => void
      const ofName = listeners.get(name) ?? new Set()
      listeners.set(name, ofName.add(heard))
      return () => void ofName.delete(heard)
    },
    pinPort: collectPinPorts(page),
  }
}

/** Keeps ports that came before anyone asked, and askers whose port has not come. */
export function collectPinPorts(page: Pick<Window, 'addEventListener'>): (requestId: string) => Promise<MessagePort> {
  const arrived = new Map<string, MessagePort>()
  const asked = new Map<string, (port: MessagePort) => void>()
  page.addEventListener('message', event => {
    const port = event.ports[0]
    if (!port || !isPinPortMessage(event.data)) return
    const { requestId } = event.data
    const answer = asked.get(requestId)
    asked.delete(requestId)
    if (answer) answer(port)
    else arrived.set(requestId, port)
  })
  return requestId => new Promise(resolve => {
    const port = arrived.get(requestId)
    arrived.delete(requestId)
    if (port) resolve(port)
    else asked.set(requestId, resolve)
  })
}

function isPinPortMessage(data: unknown): data is PinPortMessage {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'pin-port' && 'requestId' in data && typeof data.requestId === 'string'
}
