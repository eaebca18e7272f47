import { FileUp, X } from 'lucide-react'
import { useEffect, useState, type DragEvent } from 'react'
import { useStore } from 'zustand'
import { DOCUMENT_KINDS } from '../../../shared/model/document-kind.ts'
import { toProblem, type Problem } from '../../../shared/problem.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Field } from '../../parts/field.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useDesk, useText } from '../../state/context.tsx'
import { settle } from '../../state/loaded.ts'
import { documentCode } from '../../text/subject.ts'
import { AgencyPicker } from './agency-picker.tsx'
import { gapOfDraft, NEW_DRAFT, toDraft, type DraftForm } from './draft-form.ts'
import css from './compose.module.css'

/** Soạn văn bản: a new draft, an own draft again, or a reply. Saved on this PC first, network or not. */
export function Compose({ documentId, replyTo, onClose }: { documentId: string | null; replyTo: string | null; onClose: () => void }) {
  const { api, acts, toasts, clock, document: reading } = useDesk()
  const { compose: text, common } = useText()
  const [form, setForm] = useState<DraftForm>(NEW_DRAFT)
  const [gap, setGap] = useState<'subject' | 'all' | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const answered = useStore(reading.store, ({ detail }) => detail.kind === 'ready' && detail.value?.row.documentId === replyTo ? documentCode(detail.value.row.number, detail.value.row.notation) : null)
  useEffect(() => {
    if (documentId === null) return
    void settle(api.request('documents.get', { id: documentId })).then(answer => {
      const detail = answer.kind === 'ready' ? answer.value : null
      if (detail) setForm({ kind: detail.row.kind, subject: detail.document.subject, addressees: detail.document.addressees.map(({ agencyId }) => ({ id: agencyId, name: detail.names[agencyId] ?? agencyId })), files: detail.attachments.map(({ blobId, name }) => ({ name, file: { source: 'kept', blobId } })) })
    })
  }, [api, documentId])
  async function finish(submit: boolean): Promise<void> {
    const missing = gapOfDraft(form, submit)
    setGap(missing)
    if (missing) return
    setBusy(true)
    try {
      const saved = await api.request('drafts.save', { ...toDraft(form), ...(documentId ? { documentId } : {}), relatedIds: replyTo ? [replyTo] : [] })
      if (!submit) toasts.tell({ kind: 'act', verb: 'draft.create', count: 1 }, { outboxIds: [saved.outboxId], until: clock() })
      const refused = submit ? await acts.move({ verb: 'submit', documentId: saved.documentId }) : null
      setProblem(refused)
      if (!refused) onClose()
    } catch (error) {
      setProblem(toProblem(error))
    } finally {
      setBusy(false)
    }
  }
  async function pick(): Promise<void> {
    const answer = await settle(api.request('shell.pick-files', { kind: 'pdf', many: false }))
    if (answer.kind === 'ready') setForm(now => ({ ...now, files: [...now.files, ...answer.value.grants.map(({ id, name }) => ({ name, file: { source: 'grant' as const, grant: id } }))] }))
  }
  async function drop(event: DragEvent): Promise<void> {
    event.preventDefault()
    const files = await Promise.all([...event.dataTransfer.files].map(async file => ({ name: file.name, file: { source: 'bytes' as const, name: file.name, type: file.type, bytes: new Uint8Array(await file.arrayBuffer()) } })))
    setForm(now => ({ ...now, files: [...now.files, ...files] }))
  }
  return (
    <Dialog
      title={answered ? text.replyTo(answered) : text.title} onClose={onClose} dismissable={!busy}
      foot={<><Button look="primary" isDisabled={busy} onPress={() => void finish(true)}>{text.submit}</Button><Button isDisabled={busy} onPress={() => void finish(false)}>{text.save}</Button><Button look="quiet" onPress={onClose}>{common.cancel}</Button></>}
    >
      <label className={css.kind}>{text.kind}<select value={form.kind} onChange={event => setForm({ ...form, kind: event.target.value })}>{Object.keys(DOCUMENT_KINDS).map(kind => <option key={kind}>{kind}</option>)}</select></label>
      <Field label={text.subject} rows={2} maxLength={500} value={form.subject} onChange={subject => setForm({ ...form, subject })} error={gap === 'subject' ? text.missing : null} autoFocus />
      <AgencyPicker chosen={form.addressees} onChange={addressees => setForm({ ...form, addressees })} />
      <div className={css.files} onDragOver={event => event.preventDefault()} onDrop={event => void drop(event)}>
        <span>{text.file}</span>
        {form.files.map(({ name }, index) => <div key={`${name}-${index}`} className={css.file}>{name}<IconButton size="small" icon={X} label={`${common.remove} ${name}`} onPress={() => setForm({ ...form, files: form.files.filter((_, at) => at !== index) })} /></div>)}
        <div><Button icon={FileUp} onPress={() => void pick()}>{text.pick}</Button> <span>{text.drop}</span></div>
      </div>
      {gap === 'all' && <p className={css.gap} role="alert">{text.missingAll}</p>}
      {problem && <ProblemNote problem={problem} />}
    </Dialog>
  )
}
