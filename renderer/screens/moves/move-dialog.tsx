import { useState } from 'react'
import { useStore } from 'zustand'
import type { Problem } from '../../../shared/problem.ts'
import type { Verb } from '../../../shared/model/words.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Field } from '../../parts/field.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useDesk, useFormat, useLanguage, useText } from '../../state/context.tsx'
import { EMPTY_FORM, gapOf, shapeOf, toMove, type MoveForm } from '../../state/move-form.ts'
import { quoteFor } from '../../state/refusal.ts'
import { documentCode } from '../../text/subject.ts'
import { OfficerPicker } from './officer-picker.tsx'
import { MoveIntro } from './move-intro.tsx'
import css from './moves.module.css'

/** One small form for each act: what it needs and no more; the button stays enabled and names the first gap. */
export function MoveDialog({ verb, documentId, onClose }: { verb: Verb; documentId: string; onClose: () => void }) {
  const { acts, document: reading, status } = useDesk()
  const text = useText()
  const format = useFormat()
  const language = useLanguage()
  const detail = useStore(reading.store, state => state.detail.kind === 'ready' && state.detail.value?.row.documentId === documentId ? state.detail.value : null)
  const [form, setForm] = useState<MoveForm>(() => ({ ...EMPTY_FORM, text: quoteFor(verb, detail?.attachments ?? [], format, language) }))
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const offline = useStore(status.store, state => state.sync?.kind === 'offline')
  const shape = shapeOf(verb)
  const gap = tried ? gapOf(verb, form) : null
  async function send(): Promise<void> {
    setTried(true)
    if (gapOf(verb, form) !== null) return
    setBusy(true)
    const refused = await acts.move(toMove(verb, documentId, form))
    setBusy(false)
    setProblem(refused)
    if (!refused) onClose()
  }
  const endsBadly = verb === 'refuse' || verb === 'return'
  const code = detail && documentCode(detail.row.number, detail.row.notation)
  return (
    <Dialog
      title={[text.verbs[verb] ?? verb, code].filter(Boolean).join(' · ')} onClose={onClose} dismissable={!busy}
      foot={<><Button look={endsBadly ? 'danger' : 'primary'} isDisabled={busy} onPress={() => void send()}>{text.verbs[verb] ?? verb}</Button><Button onPress={onClose}>{text.common.cancel}</Button><span className={css.aside}>{offline ? text.moves.offline : text.moves.sendsIn}</span></>}
    >
      <MoveIntro verb={verb} detail={detail} />
      {shape.people !== 'none' && <OfficerPicker form={form} onChange={setForm} withRoles={shape.people === 'assignees'} error={gap === 'officer' ? text.moves.missingOfficer : gap === 'lead' ? text.moves.missingLead : null} />}
      {shape.text !== 'none' && (
        <Field
          label={text.moves[shape.label]} rows={shape.label === 'opinion' ? 4 : form.text.length > 160 ? 6 : 3} value={form.text} onChange={words => setForm(now => ({ ...now, text: words }))} autoFocus={shape.people === 'none'}
          {...(shape.text === 'optional' ? { aside: text.common.optional } : {})} {...(shape.label === 'reason' ? { hint: text.moves.reasonHint } : {})}
          error={gap === 'reason' ? text.moves.missingReason : gap === 'text' ? text.moves.missingText : null}
        />
      )}
      {shape.due && <div className={css.due}><Field label={text.moves.dueDate} placeholder={text.moves.dateHint} aside={text.common.optional} value={form.due} onChange={due => setForm(now => ({ ...now, due }))} error={gap === 'date' ? text.moves.badDate : null} /></div>}
      {problem && <ProblemNote problem={problem} />}
    </Dialog>
  )
}
