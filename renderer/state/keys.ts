import type { PlaceBox } from './place.ts'

export type Command =
  | 'next' | 'previous' | 'widen' | 'leave' | 'search' | 'sign' | 'reply' | 'assign' | 'complete' | 'follow' | 'unread' | 'print' | 'help' | 'compose' | 'settings'
  | 'panes' | 'panes-back' | 'back' | 'forward' | 'await-box' | 'find' | 'pick-all' | `go-${PlaceBox}`

export interface Stroke { readonly key: string; readonly ctrl: boolean; readonly alt: boolean; readonly shift: boolean }
/** `typing`: a field has the focus. `afterG`: the stroke before was G. */
export interface StrokeContext { readonly typing: boolean; readonly afterG: boolean }

const BOX_LETTERS: Readonly<Record<string, PlaceBox>> = { i: 'inbox', w: 'to-sign', d: 'drafts', o: 'outgoing', q: 'outbox' }
const LETTERS: Readonly<Record<string, Command>> = {
  j: 'next', k: 'previous', s: 'sign', r: 'reply', a: 'assign', e: 'complete', f: 'follow', u: 'unread', p: 'print', c: 'compose', g: 'await-box', '/': 'search', '?': 'help',
}
const WITH_CTRL: Readonly<Record<string, Command>> = { a: 'pick-all', k: 'search', n: 'compose', ',': 'settings', p: 'print', f: 'find' }

/** What a key means on the desk (ui.md, "Keys"); null leaves it to the element that has the focus. Pure. */
export function commandFor(stroke: Stroke, { typing, afterG }: StrokeContext): Command | null {
  const key = stroke.key.toLowerCase()
  if (key === 'f6') return stroke.shift ? 'panes-back' : 'panes'
  if (key === 'f1') return 'help'
  if (stroke.ctrl) return key === 'a' && typing ? null : WITH_CTRL[key] ?? null
  if (stroke.alt) return key === 'arrowleft' ? 'back' : key === 'arrowright' ? 'forward' : null
  if (typing) return null
  if (key === 'escape') return 'leave'
  if (afterG) {
    const box = BOX_LETTERS[key]
    return box ? `go-${box}` : null
  }
  return LETTERS[key] ?? null
}
