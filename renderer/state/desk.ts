import type { Api } from '../api.ts'
import { createActs } from './acts.ts'
import { createComposeStore } from './compose.ts'
import { createDocumentStore } from './document.ts'
import { createListStore } from './list.ts'
import { newlyNumbered } from './newly-numbered.ts'
import { createOutboxStore } from './outbox.ts'
import { createPlaceStore } from './place.ts'
import { createPrinter } from './printer.ts'
import { createSessionStore, type SessionState } from './session.ts'
import { createStatusStore } from './status.ts'
import { createToastStore } from './toasts.ts'

/** Inputs that only the composition root knows. */
export interface DeskInputs {
  readonly api: Api
  /** Milliseconds since the epoch. */
  readonly clock: () => number
  /** Where the PDF frame's page is: another origin, `app://pdf` (security.md). */
  readonly pdfFrame: string
}

/** All stores of the window, wired: the place decides what list and reading pane ask for. */
export function createDesk(inputs: DeskInputs) {
  const { api, clock } = inputs
  const toasts = createToastStore(clock)
  const place = createPlaceStore(), session = createSessionStore(api), acts = createActs(api, toasts)
  const desk = {
    ...inputs, toasts, place, session, acts,
    list: createListStore(api), document: createDocumentStore(api), status: createStatusStore(api), outbox: createOutboxStore(api),
    printer: createPrinter(api, toasts),
    compose: createComposeStore({ api, acts, toasts, clock, undoMs: () => session.store.getState().settings.undoMs, reopen: place.resume, leave: place.leaveCompose }),
  }
  const follow = desk.place.store.subscribe((now, before) => {
    if (now.box !== 'outbox' && (now.box !== before.box || now.view !== before.view)) void desk.list.show(now.box, now.view)
    if (now.box === 'outbox' && before.box !== 'outbox') void desk.outbox.load()
    if (now.composing !== before.composing) void desk.compose.follow(now.composing)
    if (now.documentId !== before.documentId) void desk.document.open(now.documentId)
  })
  const told = api.on('attachments.verdict-changed', ({ documentId, code, subject, to }) => toasts.tell({ kind: 'verdict', documentId, title: code || subject, to }))
  /** The seal is the officer's next step, wherever they are by now. */
  const numbered = desk.outbox.store.subscribe((now, before) => {
    if (now.items.kind !== 'ready' || before.items.kind !== 'ready') return
    const papers = newlyNumbered(before.items.value, now.items.value)
    if (papers.length > 0) toasts.tell({ kind: 'numbered', documentIds: papers.flatMap(({ documentId }) => documentId ?? []), code: papers[0]?.code ?? '' }, { outboxIds: [], until: clock() + SEAL_CALL_MS })
  })
  /** Someone is signed in now: everything the first paint needs is asked for, the list first. */
  const begin = desk.session.store.subscribe((now, before) => {
    if (!isReady(now) || isReady(before) && now.core === before.core) return
    const { box, view } = desk.place.store.getState()
    // A core that began anew has lost nothing, so nothing that is shown or chosen goes either.
    const isBack = before.core !== 'running'
    if (isBack) {
      toasts.tell({ kind: 'problem', problem: { code: 'core.restarted', facts: {} } })
      void desk.list.reload()
      desk.document.reload()
      void desk.compose.keepNow()
    } else if (box !== 'outbox') void desk.list.show(box, view)
    void desk.outbox.load()
    void desk.status.load()
  })
  return {
    ...desk,
    start: desk.session.load,
    stop(): void {
      follow()
      begin()
      told()
      numbered()
      for (const store of [desk.list, desk.document, desk.session, desk.status, desk.outbox, desk.compose]) store.stop()
    },
  }
}

/** How long the call for the seal stands at the foot of the desk; the papers stay in Chờ ký anyway. */
const SEAL_CALL_MS = 60_000

function isReady({ profile, core }: SessionState): boolean {
  return profile.kind === 'ready' && profile.value.state === 'ready' && core === 'running'
}
export type Desk = ReturnType<typeof createDesk>
