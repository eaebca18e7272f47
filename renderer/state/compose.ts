import { createStore, type StoreApi } from 'zustand/vanilla'
import { toProblem, type Problem } from '../../shared/problem.ts'
import type { Api } from '../api.ts'
import type { Acts } from './acts.ts'
import { startForm } from './compose-start.ts'
import { addFiles, gapsOf, isBlank, keepFiles, NEW_DRAFT, toDraft, type DraftFile, type DraftForm, type DraftGap } from './draft-form.ts'
import { settle } from './loaded.ts'
import type { Composing } from './place.ts'
import type { ToastStore } from './toasts.ts'

export interface ComposeState {
  /** What is being written; null when nobody writes. */
  readonly from: Composing | null
  readonly status: 'loading' | 'ready'
  /** The draft on this PC; null until something was kept. */
  readonly documentId: string | null
  readonly form: DraftForm
  /** The key of the file in the preview; null = the main one. */
  readonly shown: string | null
  readonly isChanged: boolean
  readonly savedAt: number | null
  readonly busy: boolean
  readonly problem: Problem | null
  /** A submission was asked for: the gaps are marked at their fields. */
  readonly asked: boolean
}

const CLOSED: ComposeState = { from: null, status: 'loading', documentId: null, form: NEW_DRAFT, shown: null, isChanged: false, savedAt: null, busy: false, problem: null, asked: false }
/** A pause in typing this long keeps the draft on this PC. */
const PAUSE_MS = 1_500

interface Inputs {
  readonly api: Api; readonly acts: Acts; readonly toasts: ToastStore; readonly clock: () => number; readonly undoMs: () => number
  /** Shows the same writing again; it could not be kept. */
  readonly reopen: (from: Composing) => void
  readonly leave: () => void
}

/** Soạn văn bản. What is typed is kept on this PC at every pause and when the place is left; nothing asks, nothing is lost. */
export function createComposeStore(inputs: Inputs) {
  const store = createStore<ComposeState>(() => CLOSED)
  const wire = { timer: undefined as ReturnType<typeof setTimeout> | undefined, last: Promise.resolve() as Promise<unknown>, serial: 1 }
  /** One after the other: a draft that is born twice would be two. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = wire.last.then(work)
    wire.last = turn.catch(() => null)
    return turn
  }
  const keepNow = () => settle(inTurn(() => keep(store, inputs)))
  function change(form: DraftForm): void {
    store.setState({ form, isChanged: true })
    clearTimeout(wire.timer)
    wire.timer = setTimeout(() => void keepNow(), PAUSE_MS)
  }
  async function begin(from: Composing | null): Promise<void> {
    clearTimeout(wire.timer)
    store.setState({ ...CLOSED, from })
    if (from) store.setState({ status: 'ready', documentId: from.documentId, ...await startForm(inputs.api, from) })
  }
  async function submit(): Promise<DraftGap | null> {
    const [gap] = gapsOf(store.getState().form)
    store.setState({ asked: true, problem: null })
    if (gap) return gap
    const saved = await keepNow()
    const { documentId } = store.getState()
    if (saved.kind === 'failed' || documentId === null) return null
    const refused = await inputs.acts.move({ verb: 'submit', documentId })
    store.setState({ problem: refused })
    if (!refused) inputs.leave()
    return null
  }
  return {
    store, change, keepNow,
    show(key: string): void { store.setState({ shown: key }) },
    /** Files take their place in the draft at once: only what the draft has can be shown. */
    add(files: readonly Pick<DraftFile, 'name' | 'file'>[]): void {
      if (files.length === 0) return
      change(addFiles(store.getState().form, files.map(file => ({ ...file, key: `new-${wire.serial++}` }))))
      void keepNow()
    },
    /** The place has changed: what was written is kept, then the next begins. */
    follow: (next: Composing | null): Promise<void> => inTurn(async () => {
      if (next !== store.getState().from && await keepBeforeLeaving(store, inputs)) await begin(next)
    }),
    /** Null when it is on its way to the leader; else the first thing that is missing, or `problem` says why not. */
    async submit(): Promise<DraftGap | null> {
      store.setState({ busy: true })
      try { return await submit() } finally { store.setState({ busy: false }) }
    },
    stop(): void { clearTimeout(wire.timer) },
  }
}

/** Answers the row of the outbox, or null where there was nothing to keep. What is typed meanwhile stays changed. */
async function keep(store: StoreApi<ComposeState>, { api, clock }: Inputs): Promise<string | null> {
  const { form, documentId, from, isChanged } = store.getState()
  if (from === null || !isChanged || documentId === null && isBlank(form)) return null
  try {
    const saved = await api.request('drafts.save', toDraft(form, documentId))
    const detail = await settle(api.request('documents.get', { id: saved.documentId }))
    const attachments = detail.kind === 'ready' ? detail.value?.attachments ?? [] : []
    store.setState(now => ({ documentId: saved.documentId, savedAt: clock(), isChanged: now.form !== form, problem: null, form: keepFiles(now.form, form.files, attachments) }))
    return saved.outboxId
  } catch (error) {
    store.setState({ problem: toProblem(error) })
    throw error
  }
}

/** Left with something that was not kept yet: it is kept, and told with its undo. A failure opens the place again. */
async function keepBeforeLeaving(store: StoreApi<ComposeState>, inputs: Inputs): Promise<boolean> {
  const saved = await settle(keep(store, inputs))
  const { from } = store.getState()
  if (saved.kind === 'failed' && from) {
    inputs.toasts.tell({ kind: 'problem', problem: saved.problem })
    inputs.reopen(from)
    return false
  }
  if (saved.kind === 'ready' && saved.value !== null) inputs.toasts.tell({ kind: 'act', verb: 'draft.create', count: 1 }, { outboxIds: [saved.value], until: inputs.clock() + inputs.undoMs() })
  return true
}
