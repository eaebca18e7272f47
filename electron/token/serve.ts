import { ProblemError, toProblem } from '../../shared/problem.ts'
import type { KeySource } from './key-source.ts'
import { makeHeldPins } from './pin/held-pins.ts'
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
  const pins = makeHeldPins()
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
  return {
    'open': async () => {
      source ??= await open()
      return {}
    },
    'tokens': () => inTurn(() => opened().tokens()),
    'readers': () => inTurn(() => opened().readers()),
    'presence': ({ events }) => inTurn(() => opened().presence(events)),
    'certificates': ({ slot }) => inTurn(() => opened().certificates(slot)),
    'receive-pin': async ({ from, as }) => {
      pins.forget(as)
      pins.keep(as, await receive(from, pinPorts))
      return {}
    },
    'forget-pin': async ({ requestId }) => {
      pinPorts.forget(requestId)
      pins.forget('pin', 'new-pin')
      return {}
    },
    'login': ({ slot }) => inTurn(() => pins.using(async ({ pin }) => {
      await opened().login(slot, pin)
      return {}
    })),
    'use-key': ({ certificateSha256 }) => inTurn(() => opened().useKey(certificateSha256)),
    'sign': ({ data, algorithm }) => inTurn(() => pins.using(({ pin }) => opened().sign(data, algorithm, pin))),
    'change-pin': ({ slot }) => inTurn(() => pins.using(async ({ pin, 'new-pin': next }) => {
      await opened().changePin(slot, pin === null || next === null ? null : { old: pin, new: next })
      return {}
    })),
    'release': () => inTurn(async () => {
      pins.forget('pin', 'new-pin')
      await source?.release()
      source = null
      return {}
    }),
    'logout': () => inTurn(async () => {
      pins.forget('pin', 'new-pin')
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
