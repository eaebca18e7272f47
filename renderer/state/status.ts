import { createStore } from 'zustand/vanilla'
import type { Output } from '../../shared/contract/index.ts'
import type { Api } from '../api.ts'
import { settle, type Loaded } from './loaded.ts'
import { createSoon } from './soon.ts'

export interface StatusState {
  readonly sync: Output<'sync.get'> | null
  readonly counts: Output<'documents.counts'> | null
  readonly tokens: Loaded<Output<'tokens.list'>>
}

/** Counts follow changes, but not each of a thousand. */
const COUNT_AFTER_MS = 200

/** What the edges of the desk tell: sync, counts of the rail, the signing device. */
export function createStatusStore(api: Api) {
  const store = createStore<StatusState>(() => ({ sync: null, counts: null, tokens: { kind: 'loading' } }))

  async function count(): Promise<void> {
    const counts = await settle(api.request('documents.counts', {}))
    if (counts.kind === 'ready') store.setState({ counts: counts.value })
  }
  async function lookForTokens(): Promise<void> {
    store.setState({ tokens: await settle(api.request('tokens.list', {})) })
  }
  const counting = createSoon(() => void count(), COUNT_AFTER_MS)
  const stops = [
    api.on('sync.changed', sync => store.setState({ sync })),
    api.on('documents.changed', counting.ask),
    api.on('outbox.changed', counting.ask),
    api.on('settings.changed', () => void lookForTokens()),
    api.on('tokens.changed', () => void lookForTokens()),
  ]
  return {
    store, lookForTokens,
    async load(): Promise<void> {
      const sync = await settle(api.request('sync.get', {}))
      if (sync.kind === 'ready') store.setState({ sync: sync.value })
      await count()
      await lookForTokens()
    },
    syncNow(): void { void settle(api.request('sync.now', {})) },
    stop(): void {
      counting.stop()
      stops.forEach(stop => stop())
    },
  }
}
