import { ProblemError } from '../../shared/problem.ts'
import type { Connection } from './connection.ts'
import type { Slot } from './key-source.ts'

export interface Presences {
  /** Tells once when the token in this slot is pulled out, or was for a moment. Returns how to stop. */
  onRemoval(slot: Slot, listener: () => void): () => void
  /** Whether the last look found no token at all; false while nothing is known. */
  isEmpty(): boolean
}

export interface WatchInputs { readonly everyMs: number; readonly deadlineMs: number; readonly onChange: () => void; /** False for a driver that has hung when asked for its events. */ readonly events: boolean; readonly onHung: () => void }

/**
 * Looks again and again which tokens are behind one driver, as long as its process lives and whenever it has nothing else
 * to do: a card that signs is not disturbed. A look that fails says nothing; what is asked for next will say more.
 */
export function watchPresence(connection: Connection, { everyMs, deadlineMs, onChange, events, onHung }: WatchInputs): Presences {
  const waiting = new Set<{ readonly slot: Slot; readonly listener: () => void }>()
  let known: readonly Slot[] | null = null

  async function look(): Promise<void> {
    const { slots, moved } = await connection.request('presence', { events }, deadlineMs)
    const before = known
    known = slots
    // The first look only learns what is there: drivers report what they found at their start as events.
    if (before === null) return
    const gone = before.filter(slot => !slots.includes(slot) || moved.includes(slot))
    for (const each of waiting) if (gone.includes(each.slot)) each.listener()
    if (gone.length > 0 || moved.length > 0 || slots.length !== before.length) onChange()
  }
  function again(): void {
    setTimeout(() => {
      if (connection.isOpen()) void (connection.isIdle() ? look() : Promise.resolve()).catch(failed).finally(again)
    }, everyMs).unref()
  }
  function failed(error: unknown): void {
    if (error instanceof ProblemError && error.code === 'token.hung' && error.facts['request'] === 'presence') onHung()
  }
  void look().catch(failed).finally(again)

  return {
    onRemoval(slot, listener) {
      const entry = { slot, listener }
      waiting.add(entry)
      return () => void waiting.delete(entry)
    },
    isEmpty: () => known?.length === 0,
  }
}
