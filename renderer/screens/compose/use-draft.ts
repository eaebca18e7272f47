import { useStore } from 'zustand'
import { useDesk } from '../../state/context.tsx'
import { gapsOf, type DraftForm, type DraftGap } from '../../state/draft-form.ts'

/** The draft that is written, how to change it, and which gaps are to be marked at their fields. */
export function useDraft(): { readonly form: DraftForm; readonly change: (part: Partial<DraftForm>) => void; readonly marked: ReadonlySet<DraftGap> } {
  const { compose } = useDesk()
  const form = useStore(compose.store, state => state.form)
  const asked = useStore(compose.store, state => state.asked)
  return { form, change: part => compose.change({ ...compose.store.getState().form, ...part }), marked: new Set(asked ? gapsOf(form) : []) }
}
