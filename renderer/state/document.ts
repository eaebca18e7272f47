import { createStore } from 'zustand/vanilla'
import type { DocumentDetail } from '../../shared/contract/documents.ts'
import type { Api } from '../api.ts'
import { settle, type Loaded } from './loaded.ts'

export type ReadingTab = 'paper' | 'history' | 'signatures' | 'related'

export interface DocumentState {
  readonly id: string | null
  /** Ready with null: neither cache nor province knows the id. */
  readonly detail: Loaded<DocumentDetail | null>
  readonly tab: ReadingTab
  /** Which attachment is on the stage; null = the first PDF. */
  readonly blobId: string | null
  /** The line for finding in the pages is open. */
  readonly finding: boolean
}

/** The document in the reading pane. Reading it marks it read. */
export function createDocumentStore(api: Api) {
  const store = createStore<DocumentState>(() => ({ id: null, detail: { kind: 'loading' }, tab: 'paper', blobId: null, finding: false }))

  async function load(id: string): Promise<void> {
    const detail = await settle(api.request('documents.get', { id }))
    if (store.getState().id === id) store.setState({ detail })
  }
  async function markRead(): Promise<void> {
    const { detail } = store.getState()
    const row = detail.kind === 'ready' ? detail.value?.row : undefined
    if (row?.unread && row.taskId) await settle(api.request('documents.flag', { taskIds: [row.taskId], keyword: '$seen', value: true }))
  }
  const again = (ids: readonly string[] | null) => {
    const { id } = store.getState()
    if (id !== null && (ids === null || ids.includes(id))) void load(id)
  }
  const stops = [
    api.on('documents.changed', ({ ids }) => again(ids)),
    api.on('attachments.judged', ({ documentId }) => again([documentId])),
    api.on('outbox.changed', () => again(null)),
  ]
  return {
    store,
    async open(id: string | null): Promise<void> {
      if (store.getState().id === id) return
      store.setState({ id, detail: { kind: 'loading' }, tab: 'paper', blobId: null, finding: false })
      if (id === null) return
      await load(id)
      if (store.getState().id === id) await markRead()
    },
    showTab(tab: ReadingTab): void { store.setState({ tab }) },
    showFile(blobId: string): void { store.setState({ blobId, tab: 'paper' }) },
    find(finding: boolean): void { store.setState(finding ? { finding, tab: 'paper' } : { finding }) },
    reload(): void { again(null) },
    stop(): void { stops.forEach(stop => stop()) },
  }
}
