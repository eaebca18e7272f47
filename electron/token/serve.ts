import { ProblemError, toProblem } from '../../shared/problem.ts'
import type { KeySource } from './key-source.ts'
import { wipe } from './pin/memory.ts'
import type { PinPorts } from './pin/pin-ports.ts'
import { readPinFile, readPinFromStandardInput } from './pin/read-pin.ts'
import { RequestMessage, isTokenRequestName, tokenRequests } from './protocol.ts'
import type { PinRoad, TokenHandlers } from './protocol.ts'

/** The core's end, as the token process sees it. */
export interface CoreChannel {
  postMessage(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
}

export interface ServeInputs {
  readonly core: CoreChannel
  readonly pinPorts: PinPorts
  readonly open: () => Promise<KeySource>
}

/** Answers the core until the process ends. */
export function serve({ core, pinPorts, open }: ServeInputs): void {
  const handlers = makeHandlers(pinPorts, open)
  core.onMessage(message => {
    const request = RequestMessage.safeParse(message)
    // Only our own core is at the other end: what has no id cannot be answered either.
    if (request.success) void answer(handlers, request.data).then(reply => core.postMessage({ id: request.data.id, ...reply }))
  })
}

async function answer(handlers: TokenHandlers, { name, input }: { name: string; input?: unknown }): Promise<object> {
  try {
    if (!isTokenRequestName(name)) throw new ProblemError('request.malformed')
    const parsed = tokenRequests[name].input.safeParse(input)
    if (!parsed.success) throw new ProblemError('request.malformed', { request: name })
    const handle = handlers[name] as (input: unknown) => Promise<unknown>
    return { ok: true, value: await handle(parsed.data) }
  } catch (error) {
    return { ok: false, problem: toProblem(error) }
  }
}

function makeHandlers(pinPorts: PinPorts, open: () => Promise<KeySource>): TokenHandlers {
  let source: KeySource | null = null
  let pin: Uint8Array | null = null
  let last: Promise<unknown> = Promise.resolve()

  const opened = (): KeySource => {
    if (source === null) throw new ProblemError('token.session-lost')
    return source
  }
  /** One question to the driver at a time: its operations span several calls on one session. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work)
    last = result.catch(() => undefined)
    return result
  }
  const forget = (): void => {
    if (pin !== null) wipe(pin)
    pin = null
  }
  /** Lends the received PIN to one call and wipes it, whatever comes of the call. */
  const usingPin = async <T>(use: (pin: Uint8Array | null) => Promise<T>): Promise<T> => {
    try {
      return await use(pin)
    } finally {
      forget()
    }
  }

  return {
    'open': async () => {
      source ??= await open()
      return {}
    },
    'tokens': () => inTurn(() => opened().tokens()),
    'certificates': ({ slot }) => inTurn(() => opened().certificates(slot)),
    'receive-pin': async ({ from }) => {
      forget()
      const received = await receive(from, pinPorts)
      forget()
      pin = received
      return {}
    },
    'forget-pin': async ({ requestId }) => {
      pinPorts.forget(requestId)
      forget()
      return {}
    },
    'login': ({ slot }) => inTurn(() => usingPin(async received => {
      await opened().login(slot, received)
      return {}
    })),
    'use-key': ({ certificateSha256 }) => inTurn(() => opened().useKey(certificateSha256)),
    'sign': ({ data, algorithm }) => inTurn(() => usingPin(received => opened().sign(data, algorithm, received))),
    'logout': () => inTurn(async () => {
      forget()
      await source?.logout()
      return {}
    }),
  }
}

function receive(from: PinRoad, pinPorts: PinPorts): Promise<Uint8Array> {
  switch (from.road) {
    case 'port': return pinPorts.take(from.requestId)
    case 'file': return readPinFile(from.path)
    case 'standard-input': return readPinFromStandardInput()
  }
}
