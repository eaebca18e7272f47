import { createStore } from 'zustand/vanilla'
import type { Box, View } from '../../shared/contract/documents.ts'
import type { Problem } from '../../shared/problem.ts'
import type { Api } from '../api.ts'
import { createListLoader } from './list-loader.ts'
import { createSoon } from './soon.ts'
import { stretch, toggled } from './walk.ts'
import { idsOf, thin, type ListWindow } from './windows.ts'

/** Many changes within one sync page become one reload. */
const RELOAD_AFTER_MS = 150

export interface ListState {
  readonly box: Box
  readonly view: View
  readonly windows: readonly ListWindow[]
  /** `first`: nothing is here yet, skeletons are drawn. */
  readonly busy: 'first' | 'more' | 'no'
  readonly problem: Problem | null
  /** Chosen for a batch; empty when only the open document counts. */
  readonly picked: ReadonlySet<string>
  readonly anchor: string | null
  /** What took the place of documents that have left the list: walking on from one goes there. */
  readonly left: ReadonlyMap<string, string>
}

/** One box under one chip, in keyset windows. Holds no truth; what changes in the core is asked again. */
export function createListStore(api: Api) {
  const store = createStore<ListState>(() => ({ box: 'inbox', view: 'all', windows: [], busy: 'first', problem: null, picked: new Set<string>(), anchor: null, left: new Map<string, string>() }))
  const loader = createListLoader(api, store)
  const reloading = createSoon(() => void loader.reload(), RELOAD_AFTER_MS)
  const stopHearing = api.on('documents.changed', reloading.ask)

  return {
    store, reload: loader.reload, loadMore: loader.loadMore,
    show(box: Box, view: View): Promise<void> {
      store.setState({ box, view, windows: [], busy: 'first', problem: null, picked: new Set(), anchor: null, left: new Map() })
      return loader.reload()
    },
    /** Which windows are on the screen now. */
    look(first: number, last: number): void {
      const { windows } = store.getState()
      const thinned = thin(windows, loader.lookAt(Math.floor((first + last) / 2)))
      if (thinned.some((window, index) => window !== windows[index])) store.setState({ windows: thinned })
      for (let index = first; index <= last; index += 1) void loader.refill(index)
    },
    pick(id: string): void { store.setState(({ picked }) => ({ picked: toggled(picked, id), anchor: id })) },
    pickTo(id: string): void {
      store.setState(({ windows, picked, anchor }) => ({ picked: new Set([...picked, ...stretch(idsOf(windows), anchor ?? id, id)]) }))
    },
    pickAll(): void { store.setState(({ windows }) => ({ picked: new Set(idsOf(windows)) })) },
    setAnchor(id: string): void { store.setState({ anchor: id }) },
    dropPicked(): void { store.setState({ picked: new Set() }) },
    stop(): void {
      reloading.stop()
      stopHearing()
    },
  }
}
