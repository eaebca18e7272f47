import { CloudAlert, CloudCheck, CloudOff, RefreshCw } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useStore } from 'zustand'
import { useDesk, useText } from '../../state/context.tsx'
import { vietnamClock } from '../../../shared/model/vietnam-time.ts'
import css from './title-bar.module.css'

/** Trạng thái đồng bộ. Trouble with the network is a state here, never a dialog. A press syncs now. */
export function SyncPill() {
  const { status, session } = useDesk()
  const text = useText().sync
  const sync = useStore(status.store, state => state.sync)
  const isAlive = useStore(session.store, state => state.core === 'running')
  if (!sync) return null
  const { icon: Icon, words, wait, turning } = {
    idle: { icon: CloudCheck, words: sync.lastAt === null ? text.never : text.idle(vietnamClock(sync.lastAt)), wait: false, turning: false },
    syncing: { icon: RefreshCw, words: text.syncing, wait: false, turning: true },
    first: { icon: RefreshCw, words: text.first, wait: false, turning: true },
    offline: { icon: CloudOff, words: text.offline, wait: true, turning: false },
    problem: { icon: CloudAlert, words: text.problem, wait: true, turning: false },
  }[isAlive ? sync.kind : 'problem']
  return (
    <Button className={`${css.pill} ${wait ? css.wait : ''}`} onPress={status.syncNow}>
      <Icon aria-hidden size={16} strokeWidth={1.7} className={turning ? css.spin : undefined} /><span role="status" className={wait ? '' : css.calm}>{words}</span>
    </Button>
  )
}
