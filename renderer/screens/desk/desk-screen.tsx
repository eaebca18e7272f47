import { useStore } from 'zustand'
import { Toasts } from '../../parts/toasts.tsx'
import { useDesk } from '../../state/context.tsx'
import type { Profile } from '../../state/session.ts'
import { Compose } from '../compose/compose.tsx'
import { ListPane } from '../list/list-pane.tsx'
import { OutboxDetail } from '../outbox/outbox-detail.tsx'
import { OutboxPane } from '../outbox/outbox-pane.tsx'
import { ReadingPane } from '../reading/reading-pane.tsx'
import { DemoBar } from './demo-bar.tsx'
import { ListDivider, useListWidth } from './list-divider.tsx'
import { Panels } from './panels.tsx'
import { PrintSheets } from './print-sheets.tsx'
import { Rail } from './rail.tsx'
import { TitleBar } from './title-bar.tsx'
import { useDeskKeys } from './use-desk-keys.ts'
import { useMenu } from './use-menu.ts'
import css from './desk-screen.module.css'

/** Title bar, rail, list, reading pane; at the foot the demo's bar, over it what is open. */
export function DeskScreen({ profile }: { profile: Extract<Profile, { state: 'ready' }> }) {
  const { place } = useDesk()
  const box = useStore(place.store, state => state.box)
  const wide = useStore(place.store, state => state.wide)
  const isWriting = useStore(place.store, state => state.composing !== null)
  const [width, setWidth] = useListWidth()
  useDeskKeys()
  useMenu()
  return (
    <div className={css.window}>
      <TitleBar profile={profile} />
      <main className={css.desk} {...(wide || isWriting ? { 'data-wide': '' } : {})} style={width === null ? {} : { '--w-list': `${width}px` } as Record<string, string>}>
        <Rail />
        {isWriting && <Compose />}
        {!isWriting && !wide && (box === 'outbox' ? <OutboxPane /> : <ListPane box={box} />)}
        {!isWriting && !wide && <ListDivider width={width} onWidth={setWidth} />}
        {!isWriting && (box === 'outbox' ? <OutboxDetail /> : <ReadingPane />)}
      </main>
      {profile.demo && <DemoBar />}
      <Toasts />
      <Panels />
      <PrintSheets />
    </div>
  )
}
