import { Check } from 'lucide-react'
import type { Output } from '../../../shared/contract/index.ts'
import type { Problem } from '../../../shared/problem.ts'
import { useProblemText, useText } from '../../state/context.tsx'
import { shortSubject } from '../../text/subject.ts'
import css from './sign.module.css'

interface Props {
  readonly items: Output<'signing.prepare'>['items']
  /** What became of those that were tried: null is signed. */
  readonly outcomes: Readonly<Record<string, Problem | null>>
  readonly shown: number
  readonly onShow: (index: number) => void
}

/** What will be signed; one that cannot be says why and is left out, one that was tried says what became of it. */
export function SignBatch({ items, outcomes, shown, onShow }: Props) {
  const text = useText().sign
  const problem = useProblemText()
  return (
    <section>
      <h3 className={css.title}>{text.documents(items.length)}</h3>
      <ol className={css.batch}>
        {items.map((item, index) => {
          const outcome = outcomes[item.documentId]
          // A comment that is not written yet is no trouble of the document.
          const wrong = item.problem?.code === 'signing.text-missing' ? outcome : item.problem ?? outcome
          return (
          <li key={item.documentId}>
            <button type="button" {...(index === shown ? { 'aria-current': 'true' as const } : {})} onClick={() => onShow(index)}>
              <b>{item.code || item.name}</b>
              {outcome === null ? <span className={css.done}><Check aria-hidden size={14} strokeWidth={2} />{text.signed}</span> : <span>{text.to(item.addresseeCount)}</span>}
              <span className={css.what}>{wrong ? problem(wrong).title : shortSubject(item.subject)}</span>
            </button>
          </li>
          )
        })}
      </ol>
    </section>
  )
}
