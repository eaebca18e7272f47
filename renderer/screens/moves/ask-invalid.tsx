import { ShieldX } from 'lucide-react'
import { useStore } from 'zustand'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { worstFile } from '../../state/caution.ts'
import type { ActId } from '../../state/choose-actions.ts'
import { useDesk, useFormat, useLanguage, useText } from '../../state/context.tsx'
import { shortSubject } from '../../text/subject.ts'
import { verdictQuote } from '../../../shared/text/verdict-quote.ts'
import { beginAct } from '../desk/run-command.ts'
import { actLabel } from '../reading/act-words.ts'
import css from './moves.module.css'

/** Before an act on a paper whose signature is not valid: what was found, and the ways on. The safe one has the focus. */
export function AskInvalid({ act, documentId, onClose }: { act: ActId; documentId: string; onClose: () => void }) {
  const desk = useDesk()
  const text = useText()
  const format = useFormat()
  const language = useLanguage()
  const detail = useStore(desk.document.store, state => state.detail.kind === 'ready' && state.detail.value?.row.documentId === documentId ? state.detail.value : null)
  const file = worstFile(detail?.attachments ?? [])
  const label = actLabel(act, text).replace('…', '')
  const goOn = (next: ActId) => {
    onClose()
    beginAct(desk, next, documentId)
  }
  const mayRefuse = detail?.can.includes('refuse') ?? false
  const instead = mayRefuse ? 'refuse' : detail?.can.includes('return') ? 'return' : null
  return (
    <Dialog
      title={text.moves.askTitle} onClose={onClose}
      foot={<>
        {instead && <Button look="primary" autoFocus onPress={() => goOn(instead)}>{text.moves.refuseInstead(text.verbs[instead] ?? instead)}</Button>}
        <Button onPress={onClose} autoFocus={!instead}>{text.common.cancel}</Button>
        <span className={css.aside}><Button look="danger" onPress={() => goOn(act)}>{text.moves.still(label)}</Button></span>
      </>}
    >
      <p className={css.paper}>{shortSubject(detail?.document.subject ?? '')}</p>
      <p className={`${css.warn} ${css.bad}`} role="alert"><ShieldX aria-hidden size={18} strokeWidth={1.5} />{file?.report && file.judgedAt !== null ? verdictQuote(file.report, `${format.clock(file.judgedAt)} ${format.fullDayOf(file.judgedAt)}`, language) : text.moves.invalid}</p>
      <p className={css.happens}>{text.moves.askText}</p>
    </Dialog>
  )
}
