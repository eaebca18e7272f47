import type { DocumentDetail } from '../../shared/contract/documents.ts'
import type { RequestInput } from '../../shared/contract/index.ts'
import type { GivenFile } from '../../shared/contract/moves.ts'
import { URGENCIES, type Purpose, type Urgency, PURPOSES } from '../../shared/model/words.ts'
import { documentCode } from '../text/subject.ts'
import { readDay } from './move-form.ts'

export type FileRole = 'main' | 'annex'
/** `key` stays when a file that was picked becomes one that the draft has. */
export interface DraftFile { readonly key: string; readonly name: string; readonly role: FileRole; readonly file: GivenFile }
export interface DraftAddressee { readonly id: string; readonly name: string; readonly purpose: Purpose }
export interface DraftRelated { readonly id: string; readonly code: string; readonly subject: string }

/** What stands in the fields of a draft (NĐ 30/2020, Phụ lục I and VI); `due` is as typed. */
export interface DraftForm {
  readonly kind: string; readonly subject: string; readonly summary: string; readonly urgency: Urgency; readonly due: string
  readonly addressees: readonly DraftAddressee[]; readonly related: readonly DraftRelated[]; readonly files: readonly DraftFile[]
}
export const NEW_DRAFT: DraftForm = { kind: 'Công văn', subject: '', summary: '', urgency: 'normal', due: '', addressees: [], related: [], files: [] }

/** What a submission still needs, in the order of the fields. */
export type DraftGap = 'subject' | 'due' | 'addressee' | 'file' | 'main-not-pdf'

export const isPdfName = (name: string): boolean => /\.pdf$/i.test(name)
export const mainFile = (form: DraftForm): DraftFile | undefined => form.files.find(({ role }) => role === 'main')

/** A draft is kept with whatever it has; to be submitted it needs all of these. Pure. */
export function gapsOf(form: DraftForm): readonly DraftGap[] {
  const main = mainFile(form)
  const isDue = form.due.trim() === '' || readDay(form.due) !== null
  return [
    ...(form.subject.trim() === '' ? ['subject' as const] : []), ...(isDue ? [] : ['due' as const]),
    ...(form.addressees.length === 0 ? ['addressee' as const] : []),
    ...(main ? isPdfName(main.name) ? [] : ['main-not-pdf' as const] : ['file' as const]),
  ]
}

/** Nothing in it that would be worth keeping. */
export function isBlank(form: DraftForm): boolean {
  return form.subject.trim() === '' && form.summary.trim() === '' && form.files.length === 0 && form.addressees.length === 0
}

/** The first PDF is the main file where there is none yet; what comes after it are annexes. */
export function addFiles(form: DraftForm, added: readonly Omit<DraftFile, 'role'>[]): DraftForm {
  return added.reduce((now, file) => ({ ...now, files: [...now.files, { ...file, role: !mainFile(now) && isPdfName(file.name) ? 'main' : 'annex' }] }), form)
}

/** One file is the document itself; the one that was it becomes an annex. */
export function setFileRole(form: DraftForm, key: string, role: FileRole): DraftForm {
  return { ...form, files: form.files.map(file => file.key === key ? { ...file, role } : role === 'main' && file.role === 'main' ? { ...file, role: 'annex' } : file) }
}

/** Files that the draft has now take the place of the ones that were picked; what was changed meanwhile stays changed. */
export function keepFiles(form: DraftForm, sent: readonly DraftFile[], attachments: readonly { readonly blobId: string; readonly name: string }[]): DraftForm {
  const kept = new Map(sent.flatMap(({ key }, index) => attachments[index] ? [[key, attachments[index]] as const] : []))
  return { ...form, files: form.files.map(file => { const now = kept.get(file.key); return now && file.file.source !== 'kept' ? { ...file, name: now.name, file: { source: 'kept', blobId: now.blobId } } : file }) }
}

export function fromDetail({ document: doc, attachments, names }: DocumentDetail, related: readonly DraftRelated[]): DraftForm {
  const due = doc.dueAt?.slice(0, 10) ?? ''
  return {
    kind: doc.kind, subject: doc.subject, summary: doc.summary ?? '', urgency: URGENCIES.find(urgency => urgency === doc.urgency) ?? 'normal', due: due.split('-').reverse().join('/'), related,
    addressees: doc.addressees.map(({ agencyId, purpose }) => ({ id: agencyId, name: names[agencyId] ?? agencyId, purpose: PURPOSES.find(known => known === purpose) ?? 'to-do' })),
    files: attachments.map(({ blobId, name, role }) => ({ key: blobId, name, role: role === 'main' ? 'main' : 'annex', file: { source: 'kept', blobId } })),
  }
}

export function toRelated({ row }: Pick<DocumentDetail, 'row'>): DraftRelated {
  return { id: row.documentId, code: documentCode(row.number, row.notation) ?? row.kind, subject: row.subject }
}

/** An answer goes back to who wrote, and names what it answers. */
export function toReply(answered: DocumentDetail): DraftForm {
  const { issuerId, issuerName } = answered.row
  return { ...NEW_DRAFT, related: [toRelated(answered)], addressees: issuerId === null ? [] : [{ id: issuerId, name: answered.names[issuerId] ?? issuerName ?? issuerId, purpose: 'to-do' }] }
}

export function toDraft(form: DraftForm, documentId: string | null): RequestInput<'drafts.save'> {
  return {
    ...(documentId === null ? {} : { documentId }), kind: form.kind, subject: form.subject.trim(), summary: form.summary.trim(), urgency: form.urgency, dueAt: readDay(form.due),
    addressees: form.addressees.map(({ id, purpose }) => ({ agencyId: id, purpose })), relatedIds: form.related.map(({ id }) => id), files: form.files.map(({ file, role }) => ({ ...file, role })),
  }
}
