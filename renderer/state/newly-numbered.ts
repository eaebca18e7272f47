import type { OutboxItem } from '../../shared/contract/moves.ts'

/**
 * Papers that this officer approved together with the wish for a number, and which have got it between two looks at the
 * outbox: they wait for the seal, which the same officer signs. Pure.
 */
export function newlyNumbered(before: readonly OutboxItem[], after: readonly OutboxItem[]): OutboxItem[] {
  const waited = new Set(before.filter(isUnderWay).map(({ id }) => id))
  const sent = new Set(after.filter(({ verb }) => verb === 'dispatch').map(({ groupId }) => groupId))
  return after.filter(item => item.verb === 'number' && item.groupId !== null && !sent.has(item.groupId) && item.state === 'done' && waited.has(item.id))
}

function isUnderWay({ state }: OutboxItem): boolean {
  return state === 'waiting' || state === 'sending'
}
