import type { Fetch } from '../../electron/province/http.ts'

/** What may happen to a request: the case that matters is `drop-after`, done by the server and never heard of by us. */
export const FAULTS = ['drop-before', 'drop-after', 'duplicate', 'delay', 'fail-500', 'kill-before', 'kill-after'] as const
export type Fault = (typeof FAULTS)[number]

export interface Unreliable {
  readonly fetch: Fetch
  /** Called when the client is killed: its request never resolves, and whatever it awaited never goes on. */
  onKill(act: () => void): void
  /** From here on nothing fails any more. */
  calm(): void
}

/** A transport that fails by a seeded source: about one request in three. The same seed fails in the same places. */
export function unreliable(send: Fetch, random: () => number): Unreliable {
  const held = { isCalm: false, kill: () => {} }
  const never = (): Promise<never> => {
    held.kill()
    return new Promise(() => {})
  }
  async function fetch(request: Request): Promise<Response> {
    const fault = held.isCalm || random() > 0.35 ? null : FAULTS[Math.floor(random() * FAULTS.length)] ?? null
    switch (fault) {
      case null: return send(request)
      case 'drop-before': throw new TypeError('fetch failed')
      case 'drop-after':
        await send(request)
        throw new TypeError('fetch failed')
      case 'duplicate':
        await send(request.clone())
        return send(request)
      case 'delay':
        for (let turns = Math.floor(random() * 20); turns > 0; turns--) await Promise.resolve()
        return send(request)
      case 'fail-500': return new Response('', { status: 500 })
      case 'kill-before': return never()
      case 'kill-after':
        await send(request)
        return never()
    }
  }
  return { fetch, onKill: act => { held.kill = act }, calm: () => { held.isCalm = true } }
}
