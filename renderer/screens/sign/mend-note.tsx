import { FileWarning, Wrench } from 'lucide-react'
import type { PreparedItem } from '../../../shared/contract/signing.ts'
import { Button } from '../../parts/button.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useText } from '../../state/context.tsx'
import type { Repairs } from './use-repairs.ts'
import css from './sign.module.css'

/** Tệp hỏng: offers a mended copy, and says of one that it is one; nothing where the file is whole. */
export function MendNote({ item, repairs }: { readonly item: PreparedItem; readonly repairs: Repairs }) {
  const text = useText().sign
  if (item.repaired && item.problem === null) return <p className={css.mended} role="status"><FileWarning aria-hidden size={18} strokeWidth={1.6} />{text.mended}</p>
  const failed = repairs.problems[item.documentId]
  if (failed) return <ProblemNote problem={failed} />
  if (item.problem?.code !== 'pdf.damaged') return null
  const isBusy = repairs.busy === item.documentId
  return (
    <section className={css.mend}>
      <ProblemNote problem={item.problem} />
      <p>{text.mendHint}</p>
      <Button icon={Wrench} isDisabled={isBusy} onPress={() => void repairs.mend(item.documentId)}>{isBusy ? text.mending : text.mend}</Button>
    </section>
  )
}
