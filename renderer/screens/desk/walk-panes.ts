const FOCUSABLE = 'button:not([disabled]), [href], input, textarea, [tabindex="0"], iframe'

/** F6: the next pane gets the focus, at the element that it names or at its first. */
export function walkPanes(by: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')]
  const at = panes.findIndex(pane => pane.contains(document.activeElement))
  const next = panes[(at + by + panes.length) % panes.length] ?? panes[0]
  const target = next?.matches('[data-pane-focus]') ? next : next?.querySelector<HTMLElement>('[data-pane-focus]') ?? next?.querySelector<HTMLElement>(FOCUSABLE)
  target?.focus()
}
