import type { ReactNode } from 'react'
import css from './hidden.module.css'

/** Spoken, not shown. */
export function Hidden({ children }: { children: ReactNode }) {
  return <span className={css.hidden}>{children}</span>
}
