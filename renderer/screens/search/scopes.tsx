import { History } from 'lucide-react'
import { useStore } from 'zustand'
import { useDesk, useFormat, useText } from '../../state/context.tsx'
import { MOST, SCOPES, type Hit, type Scope } from './use-hits.ts'
import css from './search.module.css'

/** The groups with how many each holds; a button keeps to one. Tab in the field does the same. */
export function Scopes({ hits, scope, onScope }: { hits: readonly Hit[]; scope: Scope; onScope: (scope: Scope) => void }) {
  const text = useText().palette
  const format = useFormat()
  const { status } = useDesk()
  const isPartial = useStore(status.store, state => state.sync?.kind === 'first')
  const count = (of: Scope) => hits.filter(({ group }) => group === of).length
  return (
    <div className={css.scopes} role="group" aria-label={text.scope}>
      {SCOPES.map(each => <button key={each} type="button" tabIndex={-1} aria-pressed={each === scope} onMouseDown={event => event.preventDefault()} onClick={() => onScope(each)}>{text.scopes[each]}{each !== 'all' && <span>{count(each) >= MOST ? text.most(MOST) : format.number(count(each))}</span>}</button>)}
      {isPartial && <span className={css.partial} role="status"><History aria-hidden size={14} strokeWidth={1.7} />{text.partial}</span>}
    </div>
  )
}
