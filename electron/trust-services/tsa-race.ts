/** The TSAs of a list one after another, the next also while the one before is silent: a dead one must not cost its whole time. */
import { ProblemError } from '../../shared/problem.ts'
import type { TsaAddress } from './tsa-ledger.ts'

export interface RaceInputs {
  readonly tsas: readonly TsaAddress[]
  readonly attempt: (tsa: TsaAddress, signal: AbortSignal) => Promise<Uint8Array>
  /** How long a silent one is waited for alone. */
  readonly patienceMs: number
  readonly signal: AbortSignal | undefined
  readonly failed: (tsa: TsaAddress, problem: ProblemError) => void
  /** It was silent for longer than patience while another gave the token; it is not waited for. */
  readonly overtaken: (tsa: TsaAddress) => void
}

type Outcome = { readonly tsa: TsaAddress; readonly token: Uint8Array } | { readonly tsa: TsaAddress; readonly error: unknown }

/** The first token; null when all have failed. Rejects only when who asked has stopped. */
export async function firstToken(inputs: RaceInputs): Promise<Uint8Array | null> {
  const over = new AbortController()
  const signal = inputs.signal ? AbortSignal.any([inputs.signal, over.signal]) : over.signal
  try {
    return await race(inputs, signal)
  } finally {
    over.abort()
  }
}

async function race(inputs: RaceInputs, signal: AbortSignal): Promise<Uint8Array | null> {
  const waiting = [...inputs.tsas]
  const running = new Map<TsaAddress, Promise<Outcome>>()
  for (;;) {
    const next = waiting.shift()
    if (next) running.set(next, inputs.attempt(next, signal).then(token => ({ tsa: next, token }), (error: unknown) => ({ tsa: next, error })))
    if (running.size === 0) return null
    const outcome = await raceWith([...running.values()], waiting.length > 0 ? inputs.patienceMs : null)
    if (!outcome) continue // all are silent: the next one is asked too
    running.delete(outcome.tsa)
    if ('token' in outcome) {
      [...running.keys()].filter(one => one !== next).forEach(inputs.overtaken)
      return outcome.token
    }
    if (!(outcome.error instanceof ProblemError)) throw outcome.error
    inputs.failed(outcome.tsa, outcome.error)
  }
}

/** Null when patience ends before any outcome. */
async function raceWith(running: readonly Promise<Outcome>[], patienceMs: number | null): Promise<Outcome | null> {
  if (patienceMs === null) return Promise.race(running)
  const patience = Promise.withResolvers<null>()
  const timer = setTimeout(() => patience.resolve(null), patienceMs)
  try {
    return await Promise.race([...running, patience.promise])
  } finally {
    clearTimeout(timer)
  }
}
