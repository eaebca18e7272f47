import type { VirtualItem } from '@tanstack/react-virtual'
import { useEffect } from 'react'
import { useDesk } from '../../state/context.tsx'
import type { ListItem } from '../../state/windows.ts'

/** Tells the list which windows are on the screen, and asks for the next one when its end comes into sight. */
export function useLookAround(items: readonly ListItem[], shown: readonly VirtualItem[]): void {
  const { list } = useDesk()
  const windows = shown.flatMap(({ index }) => {
    const item = items[index]
    return item?.kind === 'row' ? [item.window] : []
  })
  const first = windows[0] ?? -1, last = windows.at(-1) ?? -1
  useEffect(() => { if (first >= 0) list.look(first, last) }, [list, first, last])
  const endInSight = shown.some(({ index }) => items[index]?.kind === 'more')
  useEffect(() => { if (endInSight) void list.loadMore() }, [list, endInSight, items])
}
