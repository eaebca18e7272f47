import type { Virtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef } from 'react'
import type { ListItem } from '../../state/windows.ts'

/** Keeps what is on the screen where it is when rows arrive above it; at the very top, new rows simply show. */
export function useKeepPlace(virtual: Virtualizer<HTMLDivElement, Element>, items: readonly ListItem[]): void {
  const before = useRef<{ readonly items: readonly ListItem[]; readonly id: string; readonly offset: number } | null>(null)
  const scroll = virtual.scrollOffset ?? 0
  useLayoutEffect(() => {
    const kept = before.current
    if (kept && kept.items !== items && scroll > 0) {
      const at = items.findIndex(item => item.kind === 'row' && item.id === kept.id)
      const start = at < 0 ? undefined : virtual.measurementsCache[at]?.start
      if (start !== undefined && start - scroll !== kept.offset) virtual.scrollToOffset(start - kept.offset)
    }
    const first = virtual.getVirtualItems().find(({ index, end }) => items[index]?.kind === 'row' && end > scroll)
    const item = first && items[first.index]
    before.current = first && item?.kind === 'row' ? { items, id: item.id, offset: first.start - scroll } : null
  }, [virtual, items, scroll])
}
