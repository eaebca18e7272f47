import { ProblemError } from '../../shared/problem.ts'
import { coreLimits } from '../../shared/protocol/session.ts'
import { getSyncState, nextFillPage } from '../store/sync-state.ts'
import { applyDelta, type DeltaOutcome, deltaCalls } from './delta.ts'
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
  const refetch = new Set<SyncedType>()
  let open: readonly SyncedType[] = SYNCED_TYPES
  for (let round = 0; open.length > 0 && round < MAX_ROUNDS; round++) {
    const outcomes: (readonly [SyncedType, DeltaOutcome])[] = []
    for (const group of groupsOf(open, Math.max(1, Math.floor(coreLimits(await inputs.province.session()).maxCallsInRequest / 3)))) outcomes.push(...await pullGroup(inputs, group))
    // A server that can tell nothing about anything must not pass for one without news.
    if (outcomes.length > 0 && outcomes.every(([, outcome]) => outcome === 'failed')) throw new ProblemError('province.server-failed', { what: 'methods' })
    for (const [type, outcome] of outcomes) if (outcome === 'refetch') refetch.add(type)
    open = outcomes.filter(([, outcome]) => outcome === 'more').map(([type]) => type)
    if (open.length > 0) inputs.onPage()
  }
  return refetch
}

/** One request for as many types as the server takes in one. */
async function pullGroup(inputs: FillInputs, group: readonly SyncedType[]): Promise<readonly (readonly [SyncedType, DeltaOutcome])[]> {
  const calls = group.flatMap(type => [...deltaCalls(inputs.store.db, inputs.accounts, type)])
  if (calls.length === 0) return []
  const answers = await inputs.province.request(calls)
  return group.map(type => [type, applyDelta(inputs, type, answers)] as const)
}

function groupsOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size))
}
