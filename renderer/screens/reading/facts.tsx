import { FileDiff, MessageSquareText, Upload } from 'lucide-react'
import type { DocumentDetail } from '../../../shared/contract/documents.ts'
import { useDesk, useFormat, useLanguage, useText } from '../../state/context.tsx'
import { lastNote } from '../../state/last-note.ts'
import { noticeableChanges } from '../../state/noticeable-changes.ts'
import { UpgradeFact } from './upgrade-fact.tsx'
import { VerdictFact } from './verdict-fact.tsx'
import css from './reading.module.css'

/** The facts that an act rests on: the verdict, the bút phê, what already waits to be sent. */
export function Facts({ detail }: { detail: DocumentDetail }) {
  return (
    <div className={css.facts}>
      <VerdictFact detail={detail} />
      <ChangesFact detail={detail} />
      <UpgradeFact detail={detail} />
      <NoteFact detail={detail} />
      <PendingFact detail={detail} />
    </div>
  )
}

/** What was filled in or changed after a signature, in words and in plain sight: the verdict alone does not say it. */
function ChangesFact({ detail: { attachments } }: { detail: DocumentDetail }) {
  const { document: reading } = useDesk()
  const text = useText()
  const language = useLanguage()
  const { words, more, isBad } = noticeableChanges(attachments, language)
  if (words.length === 0) return null
  return (
    <div className={`${css.fact} ${isBad ? css.bad : css.wait}`} data-changes>
      <FileDiff aria-hidden size={20} strokeWidth={1.4} />
      <span className={css.grow}><b>{text.verdict.after}</b> {words.join('; ')}{more > 0 && ` ${text.verdict.moreChanges(more)}`}.</span>
      <button type="button" className={css.link} onClick={() => reading.showTab('signatures')}>{text.reading.details}</button>
    </div>
  )
}

function NoteFact({ detail: { actions, names } }: { detail: DocumentDetail }) {
  const text = useText()
  const format = useFormat()
  const note = lastNote(actions)
  if (!note) return null
  const who = note.by === null ? text.common.unknown : names[note.by] ?? note.by
  return (
    <div className={css.fact}>
      <MessageSquareText aria-hidden size={20} strokeWidth={1.4} />
      <span className={css.grow}>{text.reading.note(who, note.at === null ? '' : format.wireMoment(note.at))} <b>{note.text}</b></span>
    </div>
  )
}

function PendingFact({ detail: { pending } }: { detail: DocumentDetail }) {
  const { place } = useDesk()
  const text = useText()
  const under = pending.filter(({ state, verb }) => state !== 'done' && state !== 'discarded' && verb !== 'task.flags')
  const last = under.find(({ state }) => state === 'parked') ?? under.at(-1)
  if (!last) return null
  const verb = text.verbs[last.verb] ?? last.verb
  return (
    <div className={`${css.fact} ${css.wait}`}>
      <Upload aria-hidden size={20} strokeWidth={1.4} />
      <span className={css.grow}><b>{last.state === 'parked' ? text.reading.parkedAct(verb) : text.reading.pendingAct(verb)}</b></span>
      <button type="button" className={css.link} onClick={() => place.go('outbox')}>{text.reading.openOutbox}</button>
    </div>
  )
}
