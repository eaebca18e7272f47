import { SILENCE_MS } from '../../shared/protocol/push.ts'
import type { Province } from '../province/province.ts'
import type { Push } from '../province/events.ts'
import { isPassing } from '../province/status.ts'
import { SYNCED_TYPES } from './types.ts'

/** Why the channel ended. `dead`: it broke or was silent too long; come back. `poll`: the server has no stream. */
export type ChannelEnd = 'dead' | 'poll'

export interface ListenInputs {
  readonly province: Province
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  /** The last event seen; kept over streams, so that nothing is missed in between. */
  readonly lastId: { value: string | null }
  readonly onPush: () => void
  /** Anything came at all, pings included. */
  readonly onAlive: () => void
  readonly signal: AbortSignal
}

/**
 * Listens until the stream ends and calls `onPush` for every change. A stream that has been silent for 75 s, pings
 * included, is dead, whatever TCP believes.
 */
export async function listen({ province, sleep, lastId, onPush, onAlive, signal }: ListenInputs): Promise<ChannelEnd> {
  const line = new AbortController()
  const both = AbortSignal.any([signal, line.signal])
  try {
    const channel = await province.events(SYNCED_TYPES.map(type => type.name), lastId.value, both)
    if (channel.kind === 'poll') return 'poll'
    for (;;) {
      const push = await within(sleep, channel.pushes.next(), both)
      if (push === null || push.done === true) return 'dead'
      onAlive()
      if (push.value.kind !== 'changed') continue
      lastId.value = push.value.id ?? lastId.value
      onPush()
    }
  } catch (error) {
    // A stream that breaks, or that a proxy mislabels so that it cannot be read: the loop comes back or polls.
    if (isPassing(error) || both.aborted) return 'dead'
    throw error
  } finally {
    line.abort()
  }
}

/** The next push, or null when nothing came for too long. */
async function within(sleep: ListenInputs['sleep'], next: Promise<IteratorResult<Push>>, signal: AbortSignal): Promise<IteratorResult<Push> | null> {
  const done = new AbortController()
  try {
    return await Promise.race([next, sleep(SILENCE_MS, AbortSignal.any([signal, done.signal])).then(() => null)])
  } finally {
    done.abort()
    next.catch(() => {}) // lost the race: its failure is the silence we already act on
  }
}
