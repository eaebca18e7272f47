import type { StoreApi } from 'zustand/vanilla'
import { toProblem } from '../../shared/problem.ts'
import type { Api } from '../api.ts'
import type { ListState } from './list.ts'
import { leftBehind } from './walk.ts'
import { hasMore, idsOf, makeWindow, thin, type ListWindow } from './windows.ts'

/** The contract's largest window. */
const WINDOW_ROWS = 200

/** Asks the core for windows. A slower answer for a box that was left, or from before a reload, never overwrites a newer one. */
export function createListLoader(api: Api, store: StoreApi<ListState>) {
  const turn = { now: 0, around: 0 }
  const ask = ({ box, view }: ListState, after: string | null) => api.request('documents.list', { box, view, after, limit: WINDOW_ROWS })

  /** The windows that are known, once more from the newest; null when another turn began meanwhile. */
  async function askAgain(mine: number, state: ListState): Promise<ListWindow[] | null> {
    const wanted = Math.max(1, state.windows.length)
    const windows: ListWindow[] = []
    while (windows.length < wanted && (windows.length === 0 || hasMore(windows))) {
      const after = windows.at(-1)?.next ?? null
      windows.push(makeWindow(after, await ask(state, after)))
      if (mine !== turn.now) return null
    }
    return windows
  }

  return {
    lookAt(window: number): number { return (turn.around = window) },
    async reload(): Promise<void> {
      const mine = ++turn.now
      try {
        const windows = await askAgain(mine, store.getState())
        if (!windows) return
        const ids = idsOf(windows)
        const here = new Set(ids)
        store.setState(({ picked, left, windows: before }) => ({
          left: leftBehind(left, idsOf(before), ids),
          windows: thin(windows, Math.min(turn.around, windows.length - 1)), busy: 'no', problem: null, picked: new Set([...picked].filter(id => here.has(id))),
        }))
      } catch (error) {
        if (mine === turn.now) store.setState({ busy: 'no', problem: toProblem(error) })
      }
    },
    async loadMore(): Promise<void> {
      const state = store.getState()
      if (state.busy !== 'no' || state.problem || !hasMore(state.windows)) return
      const mine = turn.now
      const after = state.windows.at(-1)?.next ?? null
      store.setState({ busy: 'more' })
      try {
        const answer = await ask(state, after)
        if (mine === turn.now) store.setState(now => ({ windows: [...now.windows, makeWindow(after, answer)], busy: 'no' }))
      } catch (error) {
        if (mine === turn.now) store.setState({ busy: 'no', problem: toProblem(error) })
      }
    },
    /** Fetches the rows of a window that were let go. */
    async refill(index: number): Promise<void> {
      const state = store.getState()
      const window = state.windows[index]
      if (!window || window.rows) return
      const mine = turn.now
      const answer = await ask(state, window.after).catch(() => null) // silence is right: the skeleton stays, the next scroll asks again
      if (!answer || mine !== turn.now) return
      store.setState(now => ({ windows: now.windows.map((old, at) => at === index ? makeWindow(old.after, answer) : old) }))
    },
  }
}
