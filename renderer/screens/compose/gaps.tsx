import { Check, TriangleAlert } from 'lucide-react'
import { Fragment } from 'react'
import { useText } from '../../state/context.tsx'
import { gapsOf, type DraftGap } from '../../state/draft-form.ts'
import { useDraft } from './use-draft.ts'
import css from './compose.module.css'

/** Where the field of a gap stands. */
const AT: Readonly<Record<DraftGap, string>> = { subject: 'gap-subject', due: 'gap-due', addressee: 'gap-addressee', file: 'gap-file', 'main-not-pdf': 'gap-file' }

export function focusGap(gap: DraftGap): void {
  const field = document.querySelector<HTMLElement>(`#${AT[gap]} input, #${AT[gap]} li:last-child button`)
  field?.focus()
  field?.scrollIntoView({ block: 'nearest' })
}

/** What is missing, as links to where it is missing. */
export function Gaps() {
  const text = useText().compose
  const gaps = gapsOf(useDraft().form)
  if (gaps.length === 0) return <p className={css.gaps}><Check aria-hidden size={18} strokeWidth={1.7} />{text.complete}</p>
  return (
    <p className={css.gaps} data-missing>
      <TriangleAlert aria-hidden size={20} strokeWidth={1.5} /><b>{text.left(gaps.length)}</b>
      {gaps.map((gap, index) => <Fragment key={gap}>{index > 0 && '·'}<button type="button" onClick={() => focusGap(gap)}>{text.gaps[gap]}</button></Fragment>)}
    </p>
  )
}
