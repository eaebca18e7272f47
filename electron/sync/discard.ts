import { QueryResponse } from '../../shared/protocol/methods.ts'
import type { OutboxState } from '../../shared/model/outbox.ts'
import { ProblemError } from '../../shared/problem.ts'
import type { Province } from '../province/province.ts'
import type { Store } from '../store/open.ts'
import { getOutbox, type OutboxRow } from '../store/outbox.ts'
import { markDone } from './settle.ts'
import { markDiscarded } from './take-back.ts'

/**
 * Gives a row up, with what depends on it. Where a byte of it was sent, the province is asked first: found there, it is
 * done and cannot be discarded. Offline such a row stays as it is: `province.unreachable`. Rows stay listed.
 */
export async function discard(store: Store, province: Province, id: string, now: () => number): Promise<OutboxState> {
  const row = getOutbox(store.db, id)
  if (row === null) throw new ProblemError('outbox.not-found', { id })
  if (row.state === 'done' || row.state === 'discarded') return row.state
  const serverId = row.attempts === 0 ? null : await findOnServer(province, row)
  if (serverId !== null) {
    markDone(store, row, serverId, now())
    return 'done'
  }
  markDiscarded(store, id, now())
  return 'discarded'
}

async function findOnServer(province: Province, row: OutboxRow): Promise<string | null> {
  const type = row.args.does === 'action' ? 'Action' : row.args.does === 'draft.create' ? 'OfficialDocument' : null
  if (type === null) return null // a patch leaves nothing to find; not sending it again is all that can be given up
  const answer = (await province.request([[`${type}/query`, { accountId: row.account, filter: { clientRef: row.id } }, 'q']])).read('q', QueryResponse)
  if (!answer.ok) throw new ProblemError('province.server-failed', { type: answer.type })
  return answer.value.ids[0] ?? null
}
