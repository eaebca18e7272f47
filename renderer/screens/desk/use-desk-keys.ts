import { useEffect } from 'react'
import { useDesk } from '../../state/context.tsx'
import { commandFor, type Stroke } from '../../state/keys.ts'
import { runCommand } from './run-command.ts'

/** G waits this long for its box. */
const AFTER_G_MS = 1_500

/** The keys of the desk (ui.md), wherever the focus is but in fields and over dialogs. */
export function useDeskKeys(): void {
  const desk = useDesk()
  useEffect(() => {
    let gAt = Number.NEGATIVE_INFINITY
    function press(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.isComposing || desk.place.store.getState().panel !== null || document.querySelector('[role="dialog"], [role="menu"]')) return
      const stroke: Stroke = { key: event.key, ctrl: event.ctrlKey || event.metaKey, alt: event.altKey, shift: event.shiftKey }
      const command = commandFor(stroke, { typing: isTyping(event.target), afterG: desk.clock() - gAt < AFTER_G_MS })
      gAt = Number.NEGATIVE_INFINITY
      if (command === null) return
      event.preventDefault()
      if (command === 'await-box') gAt = desk.clock()
      else runCommand(desk, command)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [desk])
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}
