import { Clock, CloudOff, RefreshCw, TriangleAlert } from 'lucide-react'
import { useStore } from 'zustand'
import { Button } from '../../parts/button.tsx'
import { useDesk, useProblemText, useText } from '../../state/context.tsx'
import css from './list-pane.module.css'

/** A clock this far from the server's is told (security.md). */
const TOLD_SKEW_MS = 5 * 60_000

/** States of the desk that an officer should know while reading: offline, first sync, a wrong clock, a core that fell. */
export function Bands() {
  const { status, session, place } = useDesk()
  const text = useText().sync
  const sync = useStore(status.store, state => state.sync)
  const core = useStore(session.store, state => state.core)
  const policyProblem = useStore(session.store, state => state.policy.problem)
  const words = useProblemText()
  if (core !== 'running') return <div className={css.band} role="status"><TriangleAlert aria-hidden size={20} strokeWidth={1.4} /><span>{core === 'restarting' ? text.coreRestarting : text.coreFailing}</span></div>
  if (!sync) return null
  return (
    <>
      {sync.kind === 'offline' && <div className={css.band} role="status"><CloudOff aria-hidden size={20} strokeWidth={1.4} /><span><b>{text.offlineTitle}</b> {text.offlineText}</span></div>}
      {sync.kind === 'problem' && sync.problem && (
        <div className={css.band} role="status">
          <TriangleAlert aria-hidden size={20} strokeWidth={1.4} /><span><b>{words(sync.problem).title}</b> {words(sync.problem).next}</span>
          {sync.problem.code === 'province.wrong-password' && <Button size="small" onPress={() => place.show({ kind: 'settings', page: 'general' })}>{text.signIn}</Button>}
        </div>
      )}
      {sync.kind === 'first' && <FirstSync done={sync.done} total={sync.total} />}
      {policyProblem && <div className={css.band} role="status"><TriangleAlert aria-hidden size={20} strokeWidth={1.4} /><span><b>{words(policyProblem).title}</b> {words(policyProblem).next}</span></div>}
      {Math.abs(sync.clockSkewMs) > TOLD_SKEW_MS && <div className={css.band} role="status"><Clock aria-hidden size={20} strokeWidth={1.4} /><span>{text.skew(Math.round(Math.abs(sync.clockSkewMs) / 60_000))}</span></div>}
    </>
  )
}

function FirstSync({ done, total }: { done: number | null; total: number | null }) {
  const text = useText().sync
  const known = done !== null && total !== null && total > 0
  return (
    <div className={css.strip}>
      <div className={css.top}><RefreshCw aria-hidden size={20} strokeWidth={1.4} /><span>{known ? text.firstText(done, total) : text.firstUnknown}</span></div>
      {known && <progress className={css.progress} aria-label={text.first} value={done} max={total} />}
    </div>
  )
}
