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
    tell(said: ToastNote['what'], undo?: { readonly outboxIds: readonly string[]; readonly until: number }): void {
      const id = serial.next++
      const what = joined(store.getState().notes, said)
      const until = undo?.until ?? clock() + SHOWN_MS
      store.setState(({ notes }) => ({ notes: [...notes.filter(note => !isAgain(note.what, what)), { id, what, outboxIds: undo?.outboxIds ?? [], until }].slice(-MOST_SHOWN) }))
      if (what.kind !== 'problem' && !(what.kind === 'verdict' && what.to === 'invalid')) setTimeout(() => drop(id), Math.max(until - clock(), SHOWN_MS))
    },
  }
}
/** The same trouble again is one trouble, and all papers that wait for a seal are one call. */
function isAgain(before: ToastNote['what'], now: ToastNote['what']): boolean {
  if (now.kind === 'problem') return before.kind === 'problem' && before.problem.code === now.problem.code
  return now.kind === 'numbered' && before.kind === 'numbered'
}

function joined(notes: readonly ToastNote[], what: ToastNote['what']): ToastNote['what'] {
  if (what.kind !== 'numbered') return what
  const waiting = notes.flatMap(({ what: before }) => before.kind === 'numbered' ? before.documentIds : [])
  return { ...what, documentIds: [...new Set([...waiting, ...what.documentIds])] }
}

export type ToastStore = ReturnType<typeof createToastStore>
