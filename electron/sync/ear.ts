import { backoffMs } from './backoff.ts'
import type { SyncInputs } from './pass.ts'
import { listen } from './push-channel.ts'

/** The push stream, opened again when it dies, given up for polling when it never says anything. */
export interface Ear {
  /** Opens the stream unless it is open or its time has not come. */
  open(): void
  /** True while pushes can be expected; else only polling finds what is new. */
  isOpen(): boolean
  /** How long until it may be opened again; Infinity while it is open or never. */
  opensInMs(): number
}

export interface EarInputs extends Pick<SyncInputs, 'province' | 'now' | 'random' | 'sleep'> {
  /** A change, or the end of the stream: what was said meanwhile has to be asked for. */
  readonly onPush: () => void
  readonly stopped: AbortSignal
}

/** Streams in a row on which nothing ever came, not even a ping: a proxy holds them back. */
const MUTE_BEFORE_POLLING = 3
/** Then it is tried again from time to time: the office's network today is not the one of tomorrow. */
const RETRY_MS = 1_800_000

export function createEar({ province, now, random, sleep, onPush, stopped }: EarInputs): Ear {
  const held = { isOpen: false, mute: 0, opensAt: 0 }
  const lastId: { value: string | null } = { value: null }

  async function hear(): Promise<void> {
    let heard = false
    const end = await listen({ sleep, province, lastId, onPush, onAlive: () => { heard = true }, signal: stopped }).catch(() => 'dead' as const)
    held.isOpen = false
    held.mute = heard ? 0 : held.mute + 1
    if (end === 'poll') held.opensAt = Infinity
    else held.opensAt = now() + (held.mute < MUTE_BEFORE_POLLING ? backoffMs(held.mute, random) : RETRY_MS)
    onPush()
  }

  return {
    open() {
      if (held.isOpen || now() < held.opensAt) return
      held.isOpen = true
      void hear()
    },
    isOpen: () => held.isOpen,
    opensInMs: () => held.isOpen ? Infinity : Math.max(0, held.opensAt - now()),
  }
}
