import type { Virtualizer } from '@tanstack/react-virtual'
import type { KeyboardEvent } from 'react'
import { useDesk } from '../../state/context.tsx'
import { stepFrom } from '../../state/walk.ts'
import { idsOf } from '../../state/windows.ts'

/** Keys inside the listbox (ARIA listbox pattern). Chosen rows only where a batch makes sense. */
export function useListKeys(virtual: Virtualizer<HTMLDivElement, Element>, multi: boolean) {
  const { place, list } = useDesk()
  function stepOf(key: string): number | null {
    const page = Math.max(1, Math.floor((virtual.scrollRect?.height ?? 0) / 88) - 1)
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity }
    return steps[key] ?? null
  }
  function move(by: number, extend: boolean): void {
    const { windows, left } = list.store.getState()
    const ids = idsOf(windows)
    const { documentId } = place.store.getState()
    const next = Number.isFinite(by) ? stepFrom(ids, documentId, by, left) : (by < 0 ? ids[0] : ids.at(-1)) ?? null
    if (next === null) return
    if (multi && extend) {
      if (documentId !== null && list.store.getState().picked.size === 0) list.setAnchor(documentId)
      list.pickTo(next)
    }
    place.open(next)
  }
  return (event: KeyboardEvent<HTMLDivElement>): void => {
    const { documentId } = place.store.getState()
    const by = event.altKey || event.ctrlKey ? null : stepOf(event.key)
    if (by !== null) move(by, event.shiftKey)
    else if (event.key === 'Enter' && documentId !== null) place.widen(true)
    else if (event.key === ' ' && multi && documentId !== null) list.pick(documentId)
    else if (event.key === ' ') move(0, false)
    else if (event.key === 'Escape' && list.store.getState().picked.size > 0) list.dropPicked()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
}
