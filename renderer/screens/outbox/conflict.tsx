import { useEffect, useState } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import type { DocumentDetail } from '../../../shared/contract/documents.ts'
import { Button } from '../../parts/button.tsx'
import { useDesk, useFormat, useText } from '../../state/context.tsx'
import { adviseConflict, type ConflictAdvice, type ConflictAnswer } from '../../state/conflict.ts'
import { settle } from '../../state/loaded.ts'
import type { OutboxEntry } from '../../state/outbox-groups.ts'
import { useEntryWords } from './entry-words.ts'
import css from './conflict.module.css'

/** An act whose paper has changed since: what was done beside what is now, the officer's words kept, and three answers. */
export function Conflict({ entry }: { entry: OutboxEntry }) {
  const text = useText()
  const words = useEntryWords()(entry)
  const detail = useNow(entry.lead.documentId)
  const { lead } = entry
  const advice = adviseConflict(lead.verb, detail)
  const [answer, setAnswer] = useState<ConflictAnswer | null>(null)
  const chosen = answer ?? advice.recommended
  return (
    <>
      <div className={css.body}>
        <p className={css.what}>{words.act} · <b>{lead.code}</b> {lead.subject}</p>
        <h2>{text.conflict.title}</h2>
        <p className={css.lead}>{text.conflict.lead}</p>
        <div className={css.sides}><Yours entry={entry} />{detail && <Now detail={detail} since={lead.createdAt} />}</div>
        <Answers advice={advice} state={detail ? text.states[detail.row.state] ?? detail.row.state : ''} chosen={chosen} onChoose={setAnswer} />
      </div>
      <Foot entry={entry} answer={chosen} />
    </>
  )
}

/** The document as it is here now, again whenever it changes. */
function useNow(documentId: string | null): DocumentDetail | null {
  const { api } = useDesk()
  const [detail, setDetail] = useState<DocumentDetail | null>(null)
  useEffect(() => {
    if (documentId === null) return
    const load = () => void settle(api.request('documents.get', { id: documentId })).then(answer => { if (answer.kind === 'ready') setDetail(answer.value) })
    load()
    return api.on('documents.changed', load)
  }, [api, documentId])
  return detail
}

function Yours({ entry }: { entry: OutboxEntry }) {
  const words = useEntryWords()(entry)
  const { lead, items } = entry
  const text = useText()
  const format = useFormat()
  const written = items.flatMap(item => item.text ? [item.text] : [])
  return (
    <section>
      <h3>{text.conflict.yours}</h3>
      <p className={css.words}>{words.act}</p>
      <p className={css.meta}>{text.outbox.createdAt(format.moment(lead.createdAt))}</p>
      {written.length > 0 ? written.map(each => <p key={each} className={css.words}>{each}</p>) : <p className={css.meta}>{text.conflict.noText}</p>}
    </section>
  )
}

/** The server's clock may be this far behind ours (security.md). */
const CLOCKS_APART_MS = 5 * 60_000

function Now({ detail, since }: { detail: DocumentDetail; since: number }) {
  const text = useText()
  const format = useFormat()
  const news = detail.actions.filter(({ at }) => at !== null && Date.parse(at) >= since - CLOCKS_APART_MS)
  const shown = news.length > 0 ? news : detail.actions.slice(-1)
  const due = detail.document.dueAt
  return (
    <section>
      <h3>{text.conflict.now}</h3>
      <p className={css.meta}>{text.states[detail.row.state] ?? detail.row.state}{due && <> · {text.due.short(format.wireDay(due))}</>}</p>
      <p className={css.words}>{detail.document.subject}</p>
      {shown.map(action => <p key={action.id} className={css.words}><ins>{text.conflict.by(text.did[action.verb] ?? action.verb, detail.names[action.by ?? ''] ?? text.history.system)}{action.text && `: ${action.text}`}</ins> <span className={css.meta}>{action.at && format.wireMoment(action.at)}</span></p>)}
      {shown.length === 0 && <p className={css.meta}>{text.conflict.noChange}</p>}
    </section>
  )
}

function Answers({ advice, state, chosen, onChoose }: { advice: ConflictAdvice; state: string; chosen: ConflictAnswer; onChoose: (answer: ConflictAnswer) => void }) {
  const text = useText().conflict
  const why = { open: advice.why === 'signed' ? text.openSigned : text.openWhy, send: advice.stillAllowed ? text.sendWhy : text.sendRefused, drop: advice.why === 'passed' ? text.dropPassed(state) : text.dropWhy }
  const order: readonly ConflictAnswer[] = [advice.recommended, ...(['open', 'send', 'drop'] as const).filter(each => each !== advice.recommended)]
  return (
    <RadioGroup className={css.answers ?? ''} value={chosen} onChange={key => onChoose(key as ConflictAnswer)}>
      <Label className={css.label ?? ''}>{text.answers}</Label>
      {order.map(each => <Radio key={each} value={each} className={css.answer ?? ''}><span className={css.dot} aria-hidden /><span><b>{text[each]}</b>{each === advice.recommended && <em>{text.recommended}</em>}<span className={css.meta}>{why[each]}</span></span></Radio>)}
    </RadioGroup>
  )
}

function Foot({ entry: { lead, items }, answer }: { entry: OutboxEntry; answer: ConflictAnswer }) {
  const { acts, place } = useDesk()
  const text = useText()
  function run(): void {
    if (answer === 'send') void acts.retry(items.map(({ id }) => id))
    else if (answer === 'drop') place.show({ kind: 'discard', outboxId: items[0]?.id ?? lead.id })
    else if (lead.documentId) {
      place.go('inbox')
      place.open(lead.documentId)
    }
  }
  return <div className={css.foot}><Button look={answer === 'drop' ? 'danger' : 'primary'} onPress={run}>{text.conflict[answer]}</Button><span className={css.nothing}>{text.outbox.nothingSent}</span></div>
}
