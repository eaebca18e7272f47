import { openRows, type OutboxRow } from '../store/outbox.ts'
import { heldOutboxIds } from '../store/upgrades.ts'
import { decideNext } from './decide-next.ts'
import { type SendInputs, sendRow } from './send-row.ts'

const SIDE_BY_SIDE = 4 // RFC 8620 §2, suggested minimum of maxConcurrentRequests

export interface Pushed { accepted: number, refused: number, waiting: number }

/**
 * Sends everything that may go, in order within a document and side by side between documents, until nothing moves.
 * Throws what stops the whole push; `pushed` counts on until then.
 */
export async function push(inputs: SendInputs, pushed: Pushed): Promise<void> {
  const { store, accounts, now } = inputs
  try {
    for (;;) {
      const { ready } = decideNext(openRows(store.db, accounts.account), now(), heldOutboxIds(store.db, accounts.account))
      if (ready.length === 0) return
      for (let at = 0; at < ready.length; at += SIDE_BY_SIDE) await sendGroup(inputs, ready.slice(at, at + SIDE_BY_SIDE), pushed)
    }
  } finally {
    pushed.waiting = store.db.open ? openRows(store.db, accounts.account).filter(row => row.state !== 'parked').length : 0
  }
}

/** All of the group are settled before a failure goes up: none is left half way. */
async function sendGroup(inputs: SendInputs, group: readonly OutboxRow[], pushed: Pushed): Promise<void> {
  const results = await Promise.allSettled(group.map(row => sendRow(inputs, row)))
  for (const result of results) if (result.status === 'fulfilled' && result.value !== 'waiting') pushed[result.value]++
  for (const result of results) if (result.status === 'rejected') throw result.reason
}
