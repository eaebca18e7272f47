import { Clock, Copy, Flag, Maximize2, Minimize2, Printer } from 'lucide-react'
import { useStore } from 'zustand'
import type { DocumentDetail } from '../../../shared/contract/documents.ts'
import { IconButton } from '../../parts/button.tsx'
import { Tag, UrgencyTag } from '../../parts/tag.tsx'
import { useDesk, useFormat, useText } from '../../state/context.tsx'
import { documentCode } from '../../text/subject.ts'
import css from './reading.module.css'

/** Number, urgency and due day; the subject; who, when, where it is registered. */
export function DocHead({ detail: { row, document: doc } }: { detail: DocumentDetail }) {
  const { acts, toasts } = useDesk()
  const text = useText()
  const due = useFormat().due
  const code = documentCode(row.number, row.notation)
  const words = row.dueAt === null ? null : due(row.dueAt)
  const ended = row.state === 'completed' || row.taskState === 'done'
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(code ?? '')
    toasts.tell({ kind: 'copied' })
  }
  return (
    <>
      <div className={css.line}>
        <span>{row.kind}</span>
        <span className={css.code}>{code ?? text.reading.noCode}</span>
        {code && <IconButton size="small" icon={Copy} label={text.reading.copyCode} onPress={() => void copy()} />}
        <UrgencyTag urgency={row.urgency} large />
        {words && <Tag size="head" icon={Clock} tone={ended ? 'plain' : words.tone === 'late' ? 'bad' : words.tone === 'soon' ? 'wait' : 'plain'}>{words.long}</Tag>}
        <span className={css.end}>
          {row.taskId && <IconButton size="small" icon={Flag} pressed={row.flagged} label={row.flagged ? text.reading.unfollow : text.reading.follow} onPress={() => void acts.flag([row.taskId ?? ''], '$flagged', !row.flagged)} />}
          <PrintButton />
          <WidenButton />
        </span>
      </div>
      <h2 className={css.subject} id="subject">{doc.subject || text.list.noSubject}</h2>
      <From detail={{ row, document: doc }} />
    </>
  )
}

/** Only where there are pages to print. */
function PrintButton() {
  const { printer } = useDesk()
  const text = useText().reading
  const pages = useStore(printer.store, state => state.pages)
  return pages > 0 && <IconButton size="small" icon={Printer} label={text.print} onPress={() => void printer.prepare()} />
}

function WidenButton() {
  const { place } = useDesk()
  const text = useText().reading
  const wide = useStore(place.store, state => state.wide)
  return <IconButton size="small" icon={wide ? Minimize2 : Maximize2} label={wide ? text.narrow : text.widen} onPress={() => place.widen(!wide)} />
}

function From({ detail: { row, document: doc } }: { detail: Pick<DocumentDetail, 'row' | 'document'> }) {
  const { document: reading } = useDesk()
  const text = useText()
  const format = useFormat()
  const annexes = doc.attachments.filter(file => file.role === 'annex')
  const issuer = row.issuerName ?? doc.issuerName ?? text.list.noIssuer
  const facts = [
    doc.issuedAt ? text.reading.issued(format.wireDay(doc.issuedAt)) : text.reading.notIssued,
    ...(doc.receivedAt ? [text.reading.arrived(format.wireMoment(doc.receivedAt))] : []),
    ...(row.direction === 'in' ? [doc.register?.number ? text.reading.registered(doc.register.number) : text.reading.notRegistered] : []),
    ...(row.direction !== 'in' && doc.addressees.length > 0 ? [text.list.addressees(doc.addressees.length)] : []),
  ]
  return (
    <p className={css.from}>
      <b>{issuer}</b> · {facts.join(' · ')}
      {annexes[0] && <> · <button type="button" className={css.link} onClick={() => reading.showFile(annexes[0]?.blobId ?? '')}>{text.reading.annexes(annexes.length)}</button></>}
    </p>
  )
}
