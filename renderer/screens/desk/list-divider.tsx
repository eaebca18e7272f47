import { useState, type KeyboardEvent, type PointerEvent } from 'react'
import { useText } from '../../state/context.tsx'
import css from './list-divider.module.css'

const KEY = 'list-width'
const NARROWEST = 320, WIDEST = 560, STEP = 16, USUAL = 400
const clamp = (width: number) => Math.min(WIDEST, Math.max(NARROWEST, Math.round(width)))

/** The list's width as the officer left it; null while they never touched it. It is no data, so localStorage may hold it. */
export function useListWidth(): [number | null, (width: number | null) => void] {
  const [width, setWidth] = useState(() => {
    const kept = Number(localStorage.getItem(KEY))
    return kept > 0 ? clamp(kept) : null
  })
  return [width, next => {
    if (next === null) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, String(clamp(next)))
    setWidth(next === null ? null : clamp(next))
  }]
}

/** The line between list and reading pane: dragged, or moved by arrows; double click gives the usual width back. */
export function ListDivider({ width, onWidth }: { width: number | null; onWidth: (width: number | null) => void }) {
  const text = useText()
  const list = (element: Element) => element.previousElementSibling?.getBoundingClientRect()
  function drag(event: PointerEvent<HTMLDivElement>): void {
    const box = list(event.currentTarget)
    if (event.buttons === 1 && box) onWidth(event.clientX - box.left)
  }
  function key(event: KeyboardEvent<HTMLDivElement>): void {
    const box = list(event.currentTarget)
    const step = event.key === 'ArrowLeft' ? -STEP : event.key === 'ArrowRight' ? STEP : 0
    if (step !== 0 && box) onWidth(box.width + step)
  }
  return (
    <div
      className={css.divider} role="separator" tabIndex={0} aria-orientation="vertical" aria-label={text.list.width} aria-valuenow={width ?? USUAL} aria-valuemin={NARROWEST} aria-valuemax={WIDEST}
      onPointerDown={event => event.currentTarget.setPointerCapture(event.pointerId)} onPointerMove={drag} onDoubleClick={() => onWidth(null)} onKeyDown={key}
    />
  )
}
