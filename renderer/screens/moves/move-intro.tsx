import { ShieldQuestionMark, ShieldX } from 'lucide-react'
import type { DocumentDetail } from '../../../shared/contract/documents.ts'
import type { Verb } from '../../../shared/model/words.ts'
import { useText } from '../../state/context.tsx'
import { decideVerdictLine } from '../../state/verdict-line.ts'
import { shortSubject } from '../../text/subject.ts'
import css from './moves.module.css'

/** Of which paper, what will happen, and a last word of warning where its signature is not good. */
export function MoveIntro({ verb, detail }: { verb: Verb; detail: DocumentDetail | null }) {
  const text = useText().moves
  if (!detail) return null
  const verdict = decideVerdictLine(detail.attachments).kind
  const relies = detail.row.direction === 'in' && (verb === 'receive' || verb === 'assign' || verb === 'submit' || verb === 'complete')
  const happens = { receive: text.receiveText, submit: text.submitText, number: text.numberText, dispatch: text.dispatchText(detail.document.addressees.length) }[verb as 'receive' | 'submit' | 'number' | 'dispatch']
  return (
    <>
      <p className={css.paper}>{shortSubject(detail.document.subject)}</p>
      {happens && <p className={css.happens}>{happens}</p>}
      {relies && verdict === 'invalid' && <p className={`${css.warn} ${css.bad}`} role="alert"><ShieldX aria-hidden size={18} strokeWidth={1.5} />{text.invalid}</p>}
      {relies && verdict === 'indeterminate' && <p className={css.warn}><ShieldQuestionMark aria-hidden size={18} strokeWidth={1.5} />{text.notTrusted}</p>}
    </>
  )
}
