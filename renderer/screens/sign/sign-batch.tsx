import type { Output } from '../../../shared/contract/index.ts'
import { useProblemText, useText } from '../../state/context.tsx'
import { shortSubject } from '../../text/subject.ts'
import css from './sign.module.css'

/** What will be signed; one that cannot be says why and is left out. */
export function SignBatch({ items, shown, onShow }: { items: Output<'signing.prepare'>['items']; shown: number; onShow: (index: number) => void }) {
  const text = useText().sign
  const problem = useProblemText()
  return (
    <section>
      <h3 className={css.title}>{text.documents(items.length)}</h3>
      <ol className={css.batch}>
        {items.map((item, index) => (
          <li key={item.documentId}>
            <button type="button" {...(index === shown ? { 'aria-current': 'true' as const } : {})} onClick={() => onShow(index)}>
              <b>{item.code || item.name}</b><span>{text.to(item.addresseeCount)}</span>
              <span className={css.what}>{item.problem ? problem(item.problem).title : shortSubject(item.subject)}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  )
}
