import { Button } from 'react-aria-components'
import { useStore } from 'zustand'
import { useDesk, useText } from '../../state/context.tsx'
import { settle } from '../../state/loaded.ts'
import css from './title-bar.module.css'

type WindowAct = 'minimize' | 'toggle-maximize' | 'close'

/** The room of the system's buttons; where the system draws none, our own. */
export function WindowButtons() {
  const { api, session } = useDesk()
  const text = useText()
  const buttons = useStore(session.store, state => state.about?.windowButtons ?? 'overlay')
  if (buttons === 'overlay') return <div className={css.caption} aria-hidden />
  const act = (which: WindowAct) => void settle(api.request('shell.window', { act: which }))
  return (
    <div className={css.caption}>
      <Button aria-label={text.titleBar.minimize} onPress={() => act('minimize')}><svg viewBox="0 0 10 10" aria-hidden><path d="M0 5h10" /></svg></Button>
      <Button aria-label={text.titleBar.maximize} onPress={() => act('toggle-maximize')}><svg viewBox="0 0 10 10" aria-hidden><path d="M.5.5h9v9h-9z" /></svg></Button>
      <Button aria-label={text.common.close} data-shuts onPress={() => act('close')}><svg viewBox="0 0 10 10" aria-hidden><path d="M0 0l10 10M10 0 0 10" /></svg></Button>
    </div>
  )
}
