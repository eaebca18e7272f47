import { FileText, RefreshCw, Trash2, Undo2 } from 'lucide-react'
import { useMemo } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../parts/button.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Quiet } from '../../parts/quiet.tsx'
import { useDesk, useFormat, useText } from '../../state/context.tsx'
import { groupOutbox, mayUndo, type OutboxEntry } from '../../state/outbox-groups.ts'
import { Conflict } from './conflict.tsx'
import { useEntryWords } from './entry-words.ts'
import { Why } from './outbox-row.tsx'
import css from './outbox.module.css'

/** One act of the outbox: why it waits, what was written, what can be done with it. */
export function OutboxDetail() {
  const { outbox } = useDesk()
  const text = useText()
  const { today } = useFormat()
  const { items, selected } = useStore(outbox.store)
  const entry = useMemo(() => {
    if (items.kind !== 'ready') return undefined
    const { decide, going, sent } = groupOutbox(items.value, today)
    return [...decide, ...going, ...sent].find(({ id }) => id === selected)
  }, [items, selected, today])
  return <section className={css.detail} aria-label={text.outbox.label} data-pane>{entry ? isConflict(entry) ? <Conflict key={entry.id} entry={entry} /> : <Entry entry={entry} /> : <Quiet title={text.outbox.choose} picture={false} />}</section>
}

/** A paper that changed is to be read again before the same words are sent. */
function isConflict({ lead }: OutboxEntry): boolean {
  return lead.state === 'parked' && lead.problem?.code === 'outbox.conflict'
}

function Entry({ entry }: { entry: OutboxEntry }) {
  const { status } = useDesk()
  const text = useText()
  const format = useFormat()
  const words = useEntryWords()(entry)
  const { lead, items } = entry
  const offline = useStore(status.store, state => state.sync?.kind === 'offline')
  const written = items.flatMap(item => item.text ? [item.text] : [])
  return (
    <>
      <div className={css.body}>
        <div className={css.line}><Why entry={entry} /><span>{text.outbox.createdAt(format.moment(lead.createdAt))}</span>{lead.attempts > 1 && <span>{text.outbox.attempts(lead.attempts)}</span>}</div>
        <h2>{words.act}</h2>
        <p className={css.paper}><b>{lead.code}</b> {lead.subject}</p>
        {lead.problem && lead.state !== 'done' && <ProblemNote problem={lead.problem} />}
        {lead.state === 'waiting' && !lead.problem && <p className={css.calm}>{offline ? text.outbox.waitingOffline : text.outbox.waitingTurn}</p>}
        {written.map(words => <blockquote key={words} className={css.quote}><span>{text.outbox.yourText}</span>{words}</blockquote>)}
        {items.length > 1 && <ol className={css.steps} aria-label={text.outbox.steps}>{items.map(item => <li key={item.id}><span>{text.verbs[item.verb] ?? item.verb}</span><span>{text.outbox.states[item.state]}</span></li>)}</ol>}
      </div>
      <Foot entry={entry} />
    </>
  )
}

function Foot({ entry }: { entry: OutboxEntry }) {
  const { acts, place } = useDesk()
  const text = useText().outbox
  const { lead, items } = entry
  const ids = items.map(({ id }) => id)
  const open = lead.state !== 'done'
  const parked = lead.state === 'parked'
  function openDocument(): void {
    if (!lead.documentId) return
    place.go('inbox')
    place.open(lead.documentId)
  }
  return (
    <div className={css.foot}>
      {parked && <Button look="primary" icon={RefreshCw} onPress={() => void acts.retry(ids)}>{text.retryNow}</Button>}
      {open && mayUndo(entry) && <Button icon={Undo2} onPress={() => void acts.undo(ids)}>{text.undo}</Button>}
      {open && !parked && lead.attempts > 0 && <Button icon={RefreshCw} onPress={() => void acts.retry(ids)}>{text.retryNow}</Button>}
      {lead.documentId && <Button icon={FileText} onPress={openDocument}>{text.open}</Button>}
      {open && !mayUndo(entry) && <Button look="quiet" icon={Trash2} onPress={() => place.show({ kind: 'discard', outboxId: items[0]?.id ?? lead.id })}>{text.discard}</Button>}
      {parked && <span className={css.nothing}>{text.nothingSent}</span>}
    </div>
  )
}
