import { isRequestName, requests, type Emit, type Handlers, type PortMessage } from '../../shared/contract/index.ts'
import { ProblemError, toProblem, type Reply } from '../../shared/problem.ts'
import type { Log } from './log.ts'
import type { Port } from './port.ts'

/**
 * Answers one request of a window. Never rejects: an error thrown across a process border keeps only its message, so
 * failures travel as data. Outputs are ours and are not parsed here; a test parses one of each.
 */
export async function answer(handlers: Partial<Handlers>, log: Log, name: unknown, input: unknown): Promise<Reply<unknown>> {
  try {
    if (!isRequestName(name)) throw new ProblemError('request.malformed')
    const parsed = requests[name].input.safeParse(input)
    if (!parsed.success) throw new ProblemError('request.malformed', {}, { cause: parsed.error })
    // The schema of this name has just read it; TypeScript cannot carry that through the union of all names.
    const handle = handlers[name] as ((input: unknown) => Promise<unknown>) | undefined
    if (handle === undefined) throw new ProblemError('request.malformed')
    return { ok: true, value: await handle(parsed.data) }
  } catch (error) {
    const problem = toProblem(error)
    log.failure(`request ${isRequestName(name) ? name : 'unknown'}`, problem, error)
    return { ok: false, problem }
  }
}

/** What answers the requests of one window, once the profile is open. */
export interface Served { readonly handlers: Handlers; readonly log: Log }

/**
 * Serves the contract on one window's port until it closes. Requests that come while the profile opens wait; where it
 * cannot be opened each says why, and the next asks again: a disk may have space by then, a key be there. `whileClosed`
 * answers what can be asked of a profile that does not open.
 */
export function servePort(port: Port, ready: () => Promise<Served>, whileClosed: ServedClosed | null = null): void {
  port.onMessage(data => {
    if (typeof data !== 'object' || data === null || !('id' in data) || typeof data.id !== 'number' || !('name' in data)) return
    const { id, name } = data
    const input = 'input' in data ? data.input : undefined
    void ready().then(({ handlers, log }) => answer(handlers, log, name, input), (error: unknown) => closedAnswer(whileClosed, name, input) ?? refused(error))
      .then(reply => post(port, { kind: 'reply', id, reply }))
  })
}

/** Null where it is nothing that a closed profile could be asked. */
function closedAnswer(served: ServedClosed | null, name: unknown, input: unknown): Promise<Reply<unknown>> | null {
  return served !== null && isRequestName(name) && served.handlers[name] !== undefined ? answer(served.handlers, served.log, name, input) : null
}

function refused(error: unknown): Reply<unknown> {
  return { ok: false, problem: toProblem(error) }
}

/** What answers while the profile does not open. */
export interface ServedClosed { readonly handlers: Partial<Handlers>; readonly log: Log }

/** Something that is opened once and then there. Who asks after a failure has it tried again; who asks meanwhile waits with the first. */
export interface Opener<T> {
  get(): Promise<T>
  /** What is there or being opened; null where nothing is. */
  current(): Promise<T> | null
}

export function createOpener<T>(open: () => Promise<T>): Opener<T> {
  const held: { attempt: Promise<T> | null } = { attempt: null }
  return {
    get() {
      held.attempt ??= open().catch((error: unknown) => {
        held.attempt = null
        throw error
      })
      return held.attempt
    },
    current: () => held.attempt,
  }
}

/** Every window that listens to this core, and how an event reaches them all. */
export interface Listeners {
  add(windowId: number, port: Port): void
  remove(windowId: number): void
  readonly emit: Emit
}

export function createListeners(): Listeners {
  const ports = new Map<number, Port>()
  return {
    add(windowId, port) {
      ports.set(windowId, port)
      port.onClose(() => { if (ports.get(windowId) === port) ports.delete(windowId) })
    },
    remove: windowId => { ports.delete(windowId) },
    emit(name, payload) {
      for (const port of ports.values()) post(port, { kind: 'event', name, payload })
    },
  }
}

function post(port: Port, message: PortMessage): void {
  port.post(message)
}
