import { createStore } from 'zustand/vanilla'
import type { Verdict } from '../../shared/model/signature-report.ts'
import type { Problem } from '../../shared/problem.ts'

/** Told at the foot of the desk after an act. With `outboxIds` it offers undo until `until`. */
export interface ToastNote {
  readonly id: number
  readonly what:
    | { readonly kind: 'act'; readonly verb: string; readonly count: number }
    | { readonly kind: 'problem'; readonly problem: Problem }
    | { readonly kind: 'verdict'; readonly documentId: string; readonly title: string; readonly to: Verdict }
    | { readonly kind: 'numbered'; readonly documentIds: readonly string[]; readonly code: string }
    | { readonly kind: 'undone' | 'copied' | 'saved' | 'not-printed' }
  readonly outboxIds: readonly string[]
  readonly until: number
}

/** Long enough to read two lines; a problem stays until it is put away, and so does bad news. */
const SHOWN_MS = 5_000
const MOST_SHOWN = 3

export function createToastStore(clock: () => number) {
  const store = createStore<{ readonly notes: readonly ToastNote[] }>(() => ({ notes: [] }))
  const serial = { next: 1 }

  function drop(id: number): void { store.setState(({ notes }) => ({ notes: notes.filter(note => note.id !== id) })) }
  return {
    store, drop,
    tell(what: ToastNote['what'], undo?: { readonly outboxIds: readonly string[]; readonly until: number }): void {
      const id = serial.next++
      // The same trouble again is one trouble.
      const isAgain = (note: ToastNote): boolean => what.kind === 'problem' && note.what.kind === 'problem' && note.what.problem.code === what.problem.code
      const until = undo?.until ?? clock() + SHOWN_MS
      store.setState(({ notes }) => ({ notes: [...notes.filter(note => !isAgain(note)), { id, what, outboxIds: undo?.outboxIds ?? [], until }].slice(-MOST_SHOWN) }))
      if (what.kind !== 'problem' && !(what.kind === 'verdict' && what.to === 'invalid')) setTimeout(() => drop(id), Math.max(until - clock(), SHOWN_MS))
    },
  }
}
export type ToastStore = ReturnType<typeof createToastStore>
