import { Check, Flag, Paperclip } from 'lucide-react'
import { memo, type MouseEvent } from 'react'
import type { DocumentRow } from '../../../shared/contract/documents.ts'
import { Hidden } from '../../parts/hidden.tsx'
import { UrgencyTag } from '../../parts/tag.tsx'
import { useDesk, useFormat, useText } from '../../state/context.tsx'
import { documentCode, shortSubject } from '../../text/subject.ts'
import { RowStates } from './row-states.tsx'
import css from './row.module.css'

export const rowId = (documentId: string) => `row-${documentId}`

interface Props { readonly row: DocumentRow; readonly open: boolean; readonly picked: boolean; readonly multi: boolean }

/** One document: issuer and time, subject, number and states. No controls inside: acts are keys, menu or reading pane. */
export const Row = memo(function Row({ row, open, picked, multi }: Props) {
  const { place, list } = useDesk()
  const text = useText().list
  const format = useFormat()
  function press(event: MouseEvent): void {
    if (multi && (event.ctrlKey || event.metaKey)) return list.pick(row.documentId)
    if (multi && event.shiftKey) return list.pickTo(row.documentId)
    list.setAnchor(row.documentId)
    place.open(row.documentId)
  }
  const code = documentCode(row.number, row.notation) ?? row.kind
  return (
    <div
      id={rowId(row.documentId)} role="option" aria-selected={picked || open} className={css.row}
      {...(row.unread ? { 'data-unread': '' } : {})} {...(open ? { 'data-open': '' } : {})} {...(picked ? { 'data-picked': '' } : {})}
      onClick={press} onDoubleClick={() => place.widen(true)}
    >
      {multi && <span className={css.box} aria-hidden onClick={event => { event.stopPropagation(); list.pick(row.documentId) }}>{picked && <Check size={12} strokeWidth={3} />}</span>}
      <div className={css.first}>
        <span className={css.from}>{row.unread && <Hidden>{text.unread}</Hidden>}{picked && <Hidden>{text.selected}</Hidden>}<From row={row} /></span>
        <span className={css.when}>{format.rowTime(row.sortAt)}</span>
      </div>
      <div className={css.subject}>{shortSubject(row.subject) || text.noSubject}</div>
      <div className={css.last}>
        <span className={css.code}>{code}</span>
        <UrgencyTag urgency={row.urgency} />
        <RowStates row={row} />
        <span className={css.marks}>
          {row.flagged && <><Flag aria-hidden size={14} strokeWidth={1.9} /><Hidden>{text.flagged}</Hidden></>}
          {row.attachmentCount > 1 && <><Paperclip aria-hidden size={14} strokeWidth={1.9} /><Hidden>{text.attachments(row.attachmentCount)}</Hidden></>}
        </span>
      </div>
    </div>
  )
})

/** Who it is from; of one's own papers, to how many it goes. */
function From({ row }: { row: DocumentRow }) {
  const text = useText().list
  if (row.direction !== 'in') return <>{row.addresseeCount > 0 ? text.addressees(row.addresseeCount) : row.kind}</>
  return <>{row.issuerName ?? text.noIssuer}</>
}
