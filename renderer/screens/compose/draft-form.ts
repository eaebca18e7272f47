import type { RequestInput } from '../../../shared/contract/index.ts'
import type { GivenFile } from '../../../shared/contract/moves.ts'

export interface DraftForm { readonly kind: string; readonly subject: string; readonly addressees: readonly { readonly id: string; readonly name: string }[]; readonly files: readonly { readonly name: string; readonly file: GivenFile }[] }
export const NEW_DRAFT: DraftForm = { kind: 'Công văn', subject: '', addressees: [], files: [] }

/** A draft may be saved with its subject alone; to be submitted it needs addressees and a file. Pure. */
export function gapOfDraft(form: DraftForm, submit: boolean): 'subject' | 'all' | null {
  if (submit && (form.subject.trim() === '' || form.addressees.length === 0 || form.files.length === 0)) return 'all'
  return form.subject.trim() === '' ? 'subject' : null
}

export function toDraft(form: DraftForm): RequestInput<'drafts.save'> {
  return { kind: form.kind, subject: form.subject.trim(), addressees: form.addressees.map(({ id }) => ({ agencyId: id, purpose: 'to-do' })), files: form.files.map(({ file }) => file) }
}
