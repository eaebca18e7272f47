import { QueryResponse } from '../../shared/protocol/methods.ts'
import type { Province } from '../province/province.ts'
import { ProblemError } from '../../shared/problem.ts'
import type { SyncedType } from './types.ts'

const MAX_ROUNDS = 10_000

/**
 * Every id of a type, newest first. A server that caps the list is asked on from the last id, never from a position: ids
 * shift under a position while others write, and documents would be lost for ever. Null when the type is not offered.
 */
export async function listIds(province: Province, accountId: string, type: SyncedType): Promise<readonly string[] | null> {
  let sort = type.newestFirst === null ? null : [{ property: type.newestFirst, isAscending: false }]
  let ids: string[] = []
  const seen = new Set<string>()
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const anchor = ids.at(-1)
    const args = { accountId, sort, ...(anchor === undefined ? {} : { anchor, anchorOffset: 1 }) }
    const answer = (await province.request([[`${type.name}/query`, args, 'q']])).read('q', QueryResponse)
    if (!answer.ok) {
      if (answer.type === 'unsupportedSort' && sort !== null) sort = null
      else if (answer.type === 'anchorNotFound') restart()
      else if (answer.type === 'unknownMethod' || answer.type === 'accountNotSupportedByMethod' || answer.type === 'forbidden') return null
      else throw new ProblemError('province.server-failed', { type: answer.type })
      continue
    }
    const fresh = answer.value.ids.filter(id => !seen.has(id))
    for (const id of fresh) seen.add(id)
    ids.push(...fresh)
    const isCapped = answer.value.limit !== undefined && answer.value.ids.length >= answer.value.limit
    if (!isCapped || fresh.length === 0) return ids
  }
  throw new ProblemError('province.server-failed', { what: 'query-without-end' })

  /** The anchor was taken away meanwhile: begin again; what moved since is told by `/changes`. */
  function restart(): void {
    ids = []
    seen.clear()
  }
}
