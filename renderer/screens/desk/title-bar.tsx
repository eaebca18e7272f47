import { Menu as MenuIcon, Search, Upload } from 'lucide-react'
import { Button } from 'react-aria-components'
import { Brand } from '../../parts/brand.tsx'
import { IconButton } from '../../parts/button.tsx'
import { MenuButton } from '../../parts/menu.tsx'
import { useDesk, useText } from '../../state/context.tsx'
import { NEW_COMPOSING } from '../../state/place.ts'
import type { Profile } from '../../state/session.ts'
import { calledName, initials } from '../../text/subject.ts'
import { useWaiting } from '../outbox/use-waiting.ts'
import { SyncPill } from './sync-pill.tsx'
import { WindowButtons } from './window-buttons.tsx'
import css from './title-bar.module.css'

/** Who and where, the search, the state of the network, what waits. The system's buttons keep 138 px at the end. */
export function TitleBar({ profile }: { profile: Extract<Profile, { state: 'ready' }> }) {
  const { place } = useDesk()
  const text = useText()
  const waiting = useWaiting()
  const openSettings = () => place.show({ kind: 'settings', page: 'general' })
  return (
    <header className={css.bar} data-pane>
      <div className={css.left}>
        <AppMenu />
        <span className={css.brand}><Brand size={22} />{text.product}</span>
        <span className={css.agency}>{profile.agencyName}</span>
      </div>
      <Button className={css.search ?? ''} data-pane-focus onPress={() => place.show({ kind: 'search' })}>
        <Search aria-hidden size={16} strokeWidth={1.7} /><span className={css.grow}>{text.titleBar.search}</span><kbd>Ctrl K</kbd>
      </Button>
      <div className={css.right} {...(waiting > 0 ? { 'data-outbox': '' } : {})}>
        <SyncPill />
        <OutboxPill waiting={waiting} />
        <Button className={css.pill ?? ''} onPress={openSettings} aria-label={`${text.titleBar.me}: ${profile.officerName}`}>
          <span className={css.avatar} aria-hidden data-initials={initials(profile.officerName)} /><span className={css.name}>{calledName(profile.officerName)}</span>
        </Button>
        <WindowButtons />
      </div>
    </header>
  )
}

function AppMenu() {
  const { place, status } = useDesk()
  const text = useText()
  const acts: Record<string, () => void> = {
    compose: () => place.compose(NEW_COMPOSING), search: () => place.show({ kind: 'search' }), sync: status.syncNow, back: place.back, forward: place.forward,
    settings: () => place.show({ kind: 'settings', page: 'general' }), diagnostics: () => place.show({ kind: 'settings', page: 'diagnostics' }), help: () => place.show({ kind: 'help' }),
  }
  const entries = [
    { id: 'compose', label: text.rail.compose, keys: 'Ctrl N' }, { id: 'search', label: text.help.keys.search, keys: 'Ctrl K' }, { id: 'sync', label: text.sync.now },
    { id: 'back', label: text.common.back, keys: 'Alt ←' }, { id: 'forward', label: text.common.forward, keys: 'Alt →' },
    { id: 'settings', label: text.rail.settings, keys: 'Ctrl ,' }, { id: 'diagnostics', label: text.welcome.diagnostics }, { id: 'help', label: text.help.title, keys: '?' },
  ]
  return <MenuButton label={text.common.menu} entries={entries} onChoose={id => acts[id]?.()} trigger={<IconButton icon={MenuIcon} label={text.common.menu} />} />
}

/** Hidden at zero: nothing waiting is the usual state and says nothing. */
function OutboxPill({ waiting }: { waiting: number }) {
  const { place } = useDesk()
  const text = useText().titleBar
  if (waiting === 0) return null
  return <Button className={`${css.pill} ${css.wait}`} onPress={() => place.go('outbox')}><Upload aria-hidden size={16} strokeWidth={1.7} />{text.waiting(waiting)}</Button>
}
