import { createStore } from 'zustand/vanilla'
import type { OutboxItem, SignatureUpgrade } from '../../shared/contract/moves.ts'
import type { Api } from '../api.ts'
import { settle, type Loaded } from './loaded.ts'

export interface OutboxState {
  readonly items: Loaded<readonly OutboxItem[]>
  readonly selected: string | null
  /** Signed here and still on their way to their level. */
  readonly upgrades: readonly SignatureUpgrade[]
}

/** Chờ gửi: what waits, what needs a decision, what went out today. */
export function createOutboxStore(api: Api) {
  const store = createStore<OutboxState>(() => ({ items: { kind: 'loading' }, selected: null, upgrades: [] }))

  async function load(): Promise<void> {
    const answer = await settle(api.request('outbox.list', {}))
    store.setState(answer.kind === 'ready' ? { items: { kind: 'ready', value: answer.value.items }, upgrades: answer.value.upgrades } : { items: answer })
  }
  const stop = api.on('outbox.changed', () => void load())
  return {
    store, load, stop,
    select(id: string | null): void { store.setState({ selected: id }) },
  }
}
