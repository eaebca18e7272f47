import { createStore } from 'zustand/vanilla'
import type { Box, View } from '../../shared/contract/documents.ts'
import type { SigningAct } from '../../shared/model/signing-act.ts'
import type { Verb } from '../../shared/model/words.ts'
import type { ActId } from './choose-actions.ts'

/** The boxes of the rail; the outbox is a place beside the core's boxes. */
export type PlaceBox = Box | 'outbox'

export type SettingsPage = 'general' | 'signing' | 'diagnostics'

/** What lies over the desk. One at a time, so that Esc always means one thing. */
export type Panel =
  /** `act`: *approve* unless said. */
  | { readonly kind: 'sign'; readonly documentIds: readonly string[]; readonly act?: SigningAct }
  | { readonly kind: 'move'; readonly verb: Verb; readonly documentId: string }
  /** Before an act that builds on a paper whose signature is not valid. */
  | { readonly kind: 'ask-invalid'; readonly act: ActId; readonly documentId: string }
  | { readonly kind: 'ask-batch'; readonly documentIds: readonly string[]; readonly invalid: readonly string[]; readonly act: SigningAct }
  | { readonly kind: 'discard'; readonly outboxId: string }
  | { readonly kind: 'search' }
  /** `after`: what is shown again when the settings are closed. */
  | { readonly kind: 'settings'; readonly page: SettingsPage; readonly after?: Panel }
  /** Mã khôi phục, after the first sign-in. */
  | { readonly kind: 'recovery' }
  | { readonly kind: 'help' }

/** Soạn văn bản: a new draft, an own draft again, a reply, or a letter to an agency. A place of its own, not a panel. */
export interface Composing { readonly documentId: string | null; readonly replyTo: string | null; readonly to?: { readonly id: string; readonly name: string } }
export const NEW_COMPOSING: Composing = { documentId: null, replyTo: null }

export interface Spot { readonly box: PlaceBox; readonly view: View; readonly documentId: string | null }
export interface Place extends Spot {
  /** The reading pane alone, after Enter. */
  readonly wide: boolean
  readonly panel: Panel | null
  readonly composing: Composing | null
  readonly past: readonly Spot[]
  readonly future: readonly Spot[]
}

/** As many steps back as anyone walks. */
const LONGEST_PAST = 50

/** Where the officer is. Boxes and followed links enter the history; walking down a list does not. */
export function createPlaceStore() {
  const store = createStore<Place>(() => ({ box: 'inbox', view: 'all', documentId: null, wide: false, panel: null, composing: null, past: [], future: [] }))
  const spot = ({ box, view, documentId }: Place): Spot => ({ box, view, documentId })

  function push(next: Spot): void {
    store.setState(now => ({ ...next, wide: false, composing: null, past: [...now.past, spot(now)].slice(-LONGEST_PAST), future: [] }))
  }
  return {
    store,
    go(box: PlaceBox, view: View = 'all'): void {
      const now = store.getState()
      if (now.box !== box || now.view !== view) push({ box, view, documentId: null })
      else store.setState({ composing: null })
    },
    /** Opens a row of the list that is shown. */
    open(documentId: string | null): void { store.setState({ documentId }) },
    /** A new one each time it is asked for, so that "new" after "new" is another draft. */
    compose(from: Composing): void { store.setState({ composing: { ...from }, panel: null }) },
    /** Back to the same writing. */
    resume(composing: Composing): void { store.setState({ composing }) },
    leaveCompose(): void { store.setState({ composing: null }) },
    /** Opens a document from elsewhere: search, related, outbox. */
    follow(documentId: string): void { push({ ...spot(store.getState()), documentId }) },
    widen(wide: boolean): void { store.setState({ wide }) },
    show(panel: Panel): void { store.setState({ panel }) },
    close(): void { store.setState({ panel: null }) },
    back(): void {
      const { past, future, ...now } = store.getState()
      const last = past.at(-1)
      if (last) store.setState({ ...last, past: past.slice(0, -1), future: [spot({ ...now, past, future }), ...future], wide: false, composing: null })
    },
    forward(): void {
      const { past, future, ...now } = store.getState()
      const [next, ...rest] = future
      if (next) store.setState({ ...next, past: [...past, spot({ ...now, past, future })], future: rest, wide: false, composing: null })
    },
  }
}
