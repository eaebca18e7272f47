import { Check, Clock, Hourglass, TriangleAlert } from 'lucide-react'
import { Tag } from '../../parts/tag.tsx'
import { useDesk, useFormat, useNow, useProblemText, useText } from '../../state/context.tsx'
import type { OutboxEntry } from '../../state/outbox-groups.ts'
import { shortSubject } from '../../text/subject.ts'
import { useEntryWords } from './entry-words.ts'
import css from './outbox.module.css'

/** One act: what it is, of which paper, and why it is still here. */
export function OutboxRow({ entry, selected }: { entry: OutboxEntry; selected: boolean }) {
  const { outbox } = useDesk()
  const words = useEntryWords()(entry)
  const { lead } = entry
  const Icon = words.icon
  const decide = lead.state === 'parked'
  return (
    <div id={`out-${entry.id}`} role="option" aria-selected={selected} className={css.row} {...(decide ? { 'data-decide': '' } : {})} onClick={() => outbox.select(entry.id)}>
      <Icon aria-hidden size={20} strokeWidth={1.4} />
      <div>
        <div className={css.act}>{words.act}</div>
        <div className={css.what}>{[lead.code, shortSubject(lead.subject)].filter(Boolean).join(' · ')}</div>
        <div className={css.why}><Why entry={entry} /></div>
      </div>
    </div>
  )
}

/** Seconds only matter while undo is counted down. */
const SECOND_MS = 1_000

export function Why({ entry: { lead, items } }: { entry: OutboxEntry }) {
  const { outbox: text, levels } = useText()
  const { clock } = useFormat()
  const problem = useProblemText()
  const now = useNow(SECOND_MS)
  if (lead.state === 'parked' && lead.problem) return <Tag tone="wait" icon={TriangleAlert}>{problem(lead.problem).title}</Tag>
  if (lead.state === 'done') return <Tag icon={Check}>{text.sentAt(clock(lead.doneAt ?? lead.createdAt))}</Tag>
  if (lead.state === 'sending') return <Tag icon={Hourglass}>{text.sending}</Tag>
  if (lead.problem?.code === 'outbox.behind-parked') return <Tag tone="wait" icon={Clock}>{text.behind}</Tag>
  if (items.some(({ isHeld }) => isHeld)) return <Tag tone="wait" icon={Hourglass}>{levels.held}</Tag>
  if (lead.notBefore > now) return <Tag icon={Clock}>{text.sendsIn(Math.ceil((lead.notBefore - now) / SECOND_MS))}</Tag>
  return <Tag tone="wait" icon={Clock}>{text.waitsSince(clock(lead.createdAt))}</Tag>
}
