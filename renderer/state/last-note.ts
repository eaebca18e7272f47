import type { Action } from '../../shared/model/edoc.ts'

/** Bút phê: the last directive with words in it, which the reader is to follow. Null when nobody has written one. */
export function lastNote(actions: readonly Action[]): Action | null {
  return actions.findLast(({ verb, text }) => (verb === 'assign' || verb === 'return') && text !== null && text.trim() !== '') ?? null
}
