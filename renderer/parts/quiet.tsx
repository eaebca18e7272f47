import type { ReactNode } from 'react'
import css from './quiet.module.css'

/** Nothing to show, said calmly, with the next step when there is one. */
export function Quiet({ title, text, picture = true, children }: { title: string; text?: string; picture?: boolean; children?: ReactNode }) {
  return (
    <div className={css.quiet}>
      {picture && (
        <svg className={css.picture} viewBox="0 0 88 72" aria-hidden>
          <path className={css.fill} d="M10 42 20 16h48l10 26v20H10z" stroke="none" />
          <path d="M10 42 20 16h48l10 26v20H10zM10 42h20c1.5 7 6 10.5 14 10.5S56.5 49 58 42h20" />
          <path className={css.hot} d="m36 29 6 6 11-12" />
        </svg>
      )}
      <b>{title}</b>
      {text && <p>{text}</p>}
      {children && <div className={css.next}>{children}</div>}
    </div>
  )
}
