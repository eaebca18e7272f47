import { createStore } from 'zustand/vanilla'
import type { OutboxItem } from '../../shared/contract/moves.ts'
import type { Api } from '../api.ts'
import { settle, type Loaded } from './loaded.ts'

export interface OutboxState {
  readonly items: Loaded<readonly OutboxItem[]>
  readonly selected: string | null
}

/** Chờ gửi: what waits, what needs a decision, what went out today. */
export function createOutboxStore(api: Api) {
  const store = createStore<OutboxState>(() => ({ items: { kind: 'loading' }, selected: null }))

  async function load(): Promise<void> {
    const answer = await settle(api.request('outbox.list', {}))
    store.setState({ items: answer.kind === 'ready' ? { kind: 'ready', value: answer.value.items } : answer })
  }
  const stop = api.on('outbox.changed', () => void load())
  return {
    store, load, stop,
    select(id: string | null): void { store.setState({ selected: id }) },
  }
}
export type OutboxStore = ReturnType<typeof createOutboxStore>
