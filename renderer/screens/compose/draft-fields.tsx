import { Lock } from 'lucide-react'
import { DOCUMENT_KINDS } from '../../../shared/model/document-kind.ts'
import { URGENCIES } from '../../../shared/model/words.ts'
import { Choice } from '../../parts/choice.tsx'
import { Field } from '../../parts/field.tsx'
import { useText } from '../../state/context.tsx'
import { useDraft } from './use-draft.ts'
import css from './compose.module.css'

const LONGEST = 500

/** Tên loại, số, ngày, trích yếu, độ khẩn, hạn. A number is never typed: the server gives it, and says when. */
export function DraftFields() {
  const { compose: text, urgency, moves } = useText()
  const { form, change, marked } = useDraft()
  const kinds = Object.keys(DOCUMENT_KINDS)
  return (
    <>
      <div className={css.three}>
        <label className={css.field}>{text.kind}
          <select value={form.kind} onChange={event => change({ kind: event.target.value })}>{(kinds.includes(form.kind) ? kinds : [form.kind, ...kinds]).map(kind => <option key={kind}>{kind}</option>)}</select>
        </label>
        <Given label={text.number} words={text.numberLater} />
        <Given label={text.issued} words={text.issuedLater} />
      </div>
      <div id="gap-subject"><Field label={text.subject} maxLength={LONGEST} value={form.subject} onChange={subject => change({ subject })} aside={text.count(form.subject.length)} error={marked.has('subject') ? text.gaps.subject : null} /></div>
      <div className={css.two}>
        <Choice layout="above" label={text.urgency} value={form.urgency} options={URGENCIES.map(each => [each, urgency[each] ?? text.normal] as const)} onChoose={chosen => change({ urgency: chosen })} />
        <div id="gap-due"><Field label={text.due} value={form.due} placeholder={text.dueHint} onChange={due => change({ due })} error={marked.has('due') ? moves.badDate : null} /></div>
      </div>
    </>
  )
}

/** What the server will fill. */
function Given({ label, words }: { label: string; words: string }) {
  return <div className={css.field}>{label}<div className={css.given}><Lock aria-hidden size={16} strokeWidth={1.5} />{words}</div></div>
}

/** Tóm tắt: what a busy reader reads first; the last field, since few letters have one. */
export function Summary() {
  const { compose: text, common } = useText()
  const { form, change } = useDraft()
  return <Field label={text.summary} aside={common.optional} rows={2} maxLength={LONGEST} value={form.summary} onChange={summary => change({ summary })} />
}
