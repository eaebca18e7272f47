import type { DocumentDetail } from '../../shared/contract/documents.ts'

export type ConflictAnswer = 'open' | 'send' | 'drop'
/** Acts that put a signature on what was seen. */
const SIGNED: ReadonlySet<string> = new Set(['approve', 'sign', 'number', 'dispatch'])

export interface ConflictAdvice { readonly recommended: ConflictAnswer; readonly why: 'changed' | 'signed' | 'passed'; readonly stillAllowed: boolean }

/**
 * Which answer we would give ourselves: nothing more where the paper has moved past the act, else to look at it again
 * first. Null detail: the paper is not on this PC, so nothing is known of it. Pure.
 */
export function adviseConflict(verb: string, detail: Pick<DocumentDetail, 'can'> | null): ConflictAdvice {
  const stillAllowed = detail === null || verb.startsWith('draft.') || detail.can.includes(verb)
  if (!stillAllowed) return { recommended: 'drop', why: 'passed', stillAllowed }
  return { recommended: 'open', why: SIGNED.has(verb) ? 'signed' : 'changed', stillAllowed }
}
