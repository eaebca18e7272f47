import type { ReactNode } from 'react'
import css from './compose.module.css'

/** A list of the draft's things with what adds another as its last row. */
export function Rows({ id, label, hint, wanted = false, foot, children }: { id: string; label: string; hint?: string; wanted?: boolean; foot: ReactNode; children: ReactNode }) {
  return (
    <div id={id} className={css.field} role="group" aria-labelledby={`${id}-label`}>
      <span className={css.counted}><span id={`${id}-label`}>{label}</span>{hint && <span className={css.hint}>{hint}</span>}</span>
      <ul className={css.table} {...(wanted ? { 'data-wanted': '' } : {})}>
        {children}
        <li className={css.add}>{foot}</li>
      </ul>
    </div>
  )
}
