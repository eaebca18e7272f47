import { CircleCheck, RefreshCw, Search } from 'lucide-react'
import { useStore } from 'zustand'
import { TokenIcon } from '../../parts/token-icon.tsx'
import { useDesk, useText } from '../../state/context.tsx'
import { calledName } from '../../text/subject.ts'
import css from './welcome.module.css'

/** The first sync: what is here already, what comes behind, so that waiting is not guessing. */
export function Welcome() {
  const { session, place } = useDesk()
  const text = useText().welcome
  const name = useStore(session.store, ({ profile }) => profile.kind === 'ready' && profile.value.state === 'ready' ? calledName(profile.value.officerName) : '')
  const now = <span className={css.state}>{text.loading}</span>
  return (
    <div className={css.welcome}>
      <div><h2>{text.hello(name)}</h2><p className={css.lead}>{text.lead}</p></div>
      <ol className={css.steps}>
        <li data-now><CircleCheck aria-hidden size={20} strokeWidth={1.4} /><span>{text.newest}</span><span className={css.state}>{text.ready}</span></li>
        <li data-now><RefreshCw aria-hidden size={20} strokeWidth={1.4} /><span>{text.older}</span>{now}</li>
        <li data-now><RefreshCw aria-hidden size={20} strokeWidth={1.4} /><span>{text.directory}</span>{now}</li>
        <li data-now><Search aria-hidden size={20} strokeWidth={1.4} /><span>{text.index}</span>{now}</li>
        <li><TokenIcon size={20} /><span>{text.token}</span><button type="button" className={css.link} onClick={() => place.show({ kind: 'settings', page: 'diagnostics' })}>{text.diagnostics}</button></li>
      </ol>
      <p className={css.foot}>{text.foot}</p>
    </div>
  )
}
