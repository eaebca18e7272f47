import { Flag } from 'lucide-react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { useStore } from 'zustand'
import type { View } from '../../../shared/contract/documents.ts'
import { useDesk, useFormat, useText } from '../../state/context.tsx'
import css from './list-pane.module.css'

const CHIPS = ['unread', 'due', 'mine', 'flagged'] as const satisfies readonly View[]

/** Lọc nhanh: one chip at a time; the pressed one pressed again shows all. */
export function ViewChips() {
  const { place, status } = useDesk()
  const text = useText()
  const format = useFormat()
  const view = useStore(place.store, state => state.view)
  const counts = useStore(status.store, state => state.counts)
  const numbers = { unread: counts?.inboxUnread, due: counts?.inboxDue, mine: counts?.inboxMine, flagged: undefined }
  return (
    <ToggleButtonGroup
      className={css.chips ?? ''} aria-label={text.list.filters} selectionMode="single" selectedKeys={view === 'all' ? [] : [view]}
      onSelectionChange={keys => place.go('inbox', CHIPS.find(chip => keys.has(chip)) ?? 'all')}
    >
      {CHIPS.map(chip => (
        <ToggleButton key={chip} id={chip} className={css.chip ?? ''} aria-label={text.views[chip] + (numbers[chip] ? ` ${numbers[chip]}` : '')}>
          {chip === 'flagged' ? <Flag aria-hidden size={16} strokeWidth={1.7} /> : text.views[chip]}{numbers[chip] !== undefined && numbers[chip] > 0 && <span>{format.number(numbers[chip])}</span>}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
