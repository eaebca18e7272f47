import { useStore } from 'zustand'
import { useDesk } from '../../state/context.tsx'
import css from './title-bar.module.css'

/** The room of the system's buttons, where they lie over our title bar; nothing where the window has a frame of its own. */
export function WindowButtons() {
  const overlay = useStore(useDesk().session.store, state => state.about?.windowButtons === 'overlay')
  return overlay ? <div className={css.caption} aria-hidden /> : null
}
