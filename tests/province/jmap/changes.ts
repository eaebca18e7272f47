import { changedSince, type Json } from '../store/objects.ts'
import { parseState, stateOf } from '../store/state.ts'
import { ChangesArgs, readArguments } from './arguments.ts'
import type { Limits } from './limits.ts'
import type { Inputs, ObjectType } from './type-table.ts'

/** Foo/changes (RFC 8620 §5.2). Every change has a modseq of its own, so a page may end anywhere. */
export function changes({ store }: Inputs, type: ObjectType, limits: Limits, args: unknown): Json {
  const { accountId, sinceState, maxChanges } = readArguments(ChangesArgs, args)
  const since = parseState(store, accountId, sinceState)
  const most = Math.min(maxChanges ?? limits.maxObjectsInGet, limits.maxObjectsInGet)
  const rows = changedSince(store, { account: accountId, type: type.name }, since, most + 1)
  const hasMoreChanges = rows.length > most
  const page = rows.slice(0, most)
  const last = page.at(-1)
  return {
    accountId, oldState: sinceState, hasMoreChanges,
    newState: hasMoreChanges && last !== undefined ? `${store.epoch}.${last.modseq}` : stateOf(store, accountId, type.name),
    created: page.filter(row => row.dead === null && row.born > since).map(row => row.id),
    updated: page.filter(row => row.dead === null && row.born <= since).map(row => row.id),
    // What came and went since is not told at all; what was there in an earlier life is told as gone.
    destroyed: page.filter(row => row.dead !== null && row.first_born <= since).map(row => row.id),
  }
}
