import { FilePenLine, Inbox, PenLine, Plus, Send, Settings, TriangleAlert, Upload, type LucideIcon } from 'lucide-react'
import { useStore } from 'zustand'
import { Button } from '../../parts/button.tsx'
import { Hidden } from '../../parts/hidden.tsx'
import { useDesk, useFormat, useText } from '../../state/context.tsx'
import { NEW_COMPOSING, type PlaceBox } from '../../state/place.ts'
import type { StatusState } from '../../state/status.ts'
import { useWaiting } from '../outbox/use-waiting.ts'
import { TokenState } from './token-state.tsx'
import css from './rail.module.css'

const BOXES: readonly { readonly box: PlaceBox; readonly icon: LucideIcon; readonly count?: (counts: NonNullable<StatusState['counts']>) => number }[] = [
  { box: 'inbox', icon: Inbox, count: counts => counts.inboxUnread },
  { box: 'to-sign', icon: PenLine, count: counts => counts.toSign },
  { box: 'drafts', icon: FilePenLine, count: counts => counts.drafts },
  { box: 'outgoing', icon: Send },
]

/** The boxes, and at the foot what waits, the settings and the signing device. Icons alone under 1200 px. */
export function Rail() {
  const { place, status } = useDesk()
  const text = useText()
  const counts = useStore(status.store, state => state.counts)
  return (
    <nav className={css.rail} aria-label={text.rail.label} data-pane>
      <span className={css.compose}><Button icon={Plus} aria-label={text.rail.compose} onPress={() => place.compose(NEW_COMPOSING)}><span className={css.words}>{text.rail.compose}</span></Button></span>
      {BOXES.map(({ box, icon, count }) => <Item key={box} box={box} icon={icon} count={counts && count ? count(counts) : 0} />)}
      <div className={css.foot}>
        <Item box="outbox" icon={Upload} count={useWaiting()} decide={counts?.outboxParked ?? 0} />
        <button type="button" className={css.item} title={text.rail.settings} onClick={() => place.show({ kind: 'settings', page: 'general' })}>
          <Settings aria-hidden size={20} strokeWidth={1.4} /><span className={css.words}>{text.rail.settings}</span>
        </button>
        <TokenState />
      </div>
    </nav>
  )
}

function Item({ box, icon: Icon, count, decide = 0 }: { box: PlaceBox; icon: LucideIcon; count: number; decide?: number }) {
  const { place } = useDesk()
  const text = useText()
  const format = useFormat()
  const here = useStore(place.store, state => box === (state.composing ? 'drafts' : state.box))
  return (
    <button type="button" className={css.item} title={text.boxes[box]} {...(here ? { 'aria-current': 'page' as const } : {})} onClick={() => place.go(box)}>
      <Icon aria-hidden size={20} strokeWidth={1.4} />
      <span className={css.words}>{text.boxes[box]}</span>
      {count > 0 && (
        <span className={`${css.count} ${decide > 0 ? css.decide : ''}`}>
          {decide > 0 && <TriangleAlert aria-hidden size={14} strokeWidth={1.9} />}
          {format.number(count)}
          {decide > 0 && <Hidden>{text.rail.decide(decide)}</Hidden>}
        </span>
      )}
    </button>
  )
}
