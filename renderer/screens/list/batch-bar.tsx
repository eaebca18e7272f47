import { PenLine } from 'lucide-react'
import { useStore } from 'zustand'
import { Button } from '../../parts/button.tsx'
import { panelOfPicked } from '../../state/batch-act.ts'
import { useDesk, useText } from '../../state/context.tsx'
import css from './list-pane.module.css'

/** Ký theo lô: shown while something is chosen; one PIN signs them all. */
export function BatchBar() {
  const { list, place } = useDesk()
  const text = useText().list
  const { picked, windows } = useStore(list.store)
  if (picked.size === 0) return null
  return (
    <div className={css.batch} role="status">
      <span>{text.picked(picked.size)}</span>
      <Button look="quiet" onPress={list.dropPicked}>{text.dropPicked}</Button>
      <Button look="primary" icon={PenLine} onPress={() => place.show(panelOfPicked(windows, picked))}>{text.signPicked(picked.size)}</Button>
    </div>
  )
}
