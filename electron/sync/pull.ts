import { coreLimits } from '../../shared/protocol/session.ts'
import type { Call } from '../province/request.ts'
import { getSyncState, nextFillPage } from '../store/sync-state.ts'
import { applyDelta, deltaCalls } from './delta.ts'
import { beginFill, type FillInputs, fillPages } from './fill.ts'
import { SYNCED_TYPES, type SyncedType } from './types.ts'

const MAX_ROUNDS = 10_000 // of 500 changes each; a server that never says "no more" must end some day

/**
 * Brings the cache to where the province is: what was never fetched first, newest first, then all deltas. The inbox is
 * readable within the first page. Throws `province.*`; what was written before stays, and the next pull goes on there.
 */
export async function pull(inputs: FillInputs): Promise<void> {
  const refetch = await pullDeltas(inputs)
  const unfinished = SYNCED_TYPES.filter(type => refetch.has(type) || needsFill(inputs, type))
  if (unfinished.length === 0) return
  // All states before any page: whatever changes from here on is told by the deltas at the end.
  for (const type of unfinished) await beginFill(inputs, type)
  // The newest mail first, then who is who: without the directory the desk does not know whose it is nor what they may do.
  for (const type of unfinished) if (type.name === 'Task' || type.name === 'OfficialDocument') await fillPages(inputs, type, 1)
  for (const type of unfinished) if (type.view === 'directory') await fillPages(inputs, type)
  for (const type of unfinished) await fillPages(inputs, type)
  await pullDeltas(inputs)
}

function needsFill({ store: { db }, accounts }: FillInputs, type: SyncedType): boolean {
  return getSyncState(db, accounts.account, type.name) === null || nextFillPage(db, accounts.account, type.name, -1) !== null
}

/** Answers the types that have to be fetched whole, because the server cannot tell what changed. */
async function pullDeltas(inputs: FillInputs): Promise<ReadonlySet<SyncedType>> {
  const { store, province, accounts, tally, now } = inputs
  const refetch = new Set<SyncedType>()
  let open: readonly SyncedType[] = SYNCED_TYPES
  for (let round = 0; open.length > 0 && round < MAX_ROUNDS; round++) {
    const more: SyncedType[] = []
    for (const group of groupsOf(open, Math.max(1, Math.floor(coreLimits(await province.session()).maxCallsInRequest / 3)))) {
      const calls: Call[] = group.flatMap(type => [...deltaCalls(store.db, accounts, type)])
      if (calls.length === 0) continue
      const answers = await province.request(calls)
      for (const type of group) {
        const outcome = applyDelta(store.db, accounts, type, answers, tally, now())
        if (outcome === 'more') more.push(type)
        if (outcome === 'refetch') refetch.add(type)
      }
    }
    if (more.length > 0) inputs.onPage()
    open = more
  }
  return refetch
}

function groupsOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size))
}
