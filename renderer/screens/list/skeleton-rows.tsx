import css from './row.module.css'

/** As many as the tallest usual list shows. */
const ROWS = Array.from({ length: 9 }, (_, index) => index)

/** Where rows will be, while the core is asked. No shimmer: it is gone within a few frames. */
export function SkeletonRows() {
  return <div className={css.skeletons} aria-busy="true">{ROWS.map(row => <SkeletonRow key={row} />)}</div>
}

export function SkeletonRow() {
  return <div className={css.skeleton} aria-hidden><i /><i /><i /></div>
}
