import { changedSince, type Json } from '../store/objects.ts'
import { parseState, stateOf } from '../store/state.ts'
import { QueryArgs, QueryChangesArgs, readArguments } from './arguments.ts'
import type { Engine } from './engine.ts'
import { evaluateQuery } from './evaluate-query.ts'
import { MethodFailure } from './failure.ts'
import type { ObjectType } from './type-table.ts'

/** Foo/query (RFC 8620 §5.5). A server that caps its lists says so by `limit`. */
export function query({ inputs: { store }, cache, limits }: Engine, type: ObjectType, args: unknown): Json {
  const { accountId, filter, sort, position, anchor, anchorOffset, limit, calculateTotal } = readArguments(QueryArgs, args)
  const ids = evaluateQuery(store, cache, type, { accountId, filter, sort: sort ?? [] })
  const from = anchor === null || anchor === undefined ? (position < 0 ? ids.length + position : position) : place(ids, anchor) + anchorOffset
  const start = Math.max(0, from)
  const most = Math.min(limit ?? Infinity, limits.maxIdsInQuery)
  const page = ids.slice(start, start + most)
  const isCapped = limits.maxIdsInQuery < (limit ?? Infinity) && page.length === most
  return {
    accountId, queryState: stateOf(store, accountId, type.name), canCalculateChanges: true, position: start, ids: page,
    ...(calculateTotal ? { total: ids.length } : {}), ...(isCapped ? { limit: most } : {}),
  }
}

function place(ids: readonly string[], anchor: string): number {
  const index = ids.indexOf(anchor)
  if (index < 0) throw new MethodFailure('anchorNotFound')
  return index
}

/**
 * Foo/queryChanges (RFC 8620 §5.6). Whatever changed is taken out and, if it still belongs, put back at its new place:
 * right for mutable sorts and filters too, at the price of a few ids more.
 */
export function queryChanges({ inputs: { store }, cache }: Engine, type: ObjectType, args: unknown): Json {
  const { accountId, filter, sort, sinceQueryState, maxChanges, calculateTotal } = readArguments(QueryChangesArgs, args)
  const since = parseState(store, accountId, sinceQueryState)
  const ids = evaluateQuery(store, cache, type, { accountId, filter, sort: sort ?? [] })
  const changed = changedSince(store, { account: accountId, type: type.name }, since, Number.MAX_SAFE_INTEGER)
  const removed = changed.filter(row => row.first_born <= since).map(row => row.id)
  const moved = new Set(changed.map(row => row.id))
  const added = ids.flatMap((id, index) => moved.has(id) ? [{ id, index }] : [])
  if (maxChanges !== null && maxChanges !== undefined && removed.length + added.length > maxChanges) throw new MethodFailure('tooManyChanges')
  return {
    accountId, oldQueryState: sinceQueryState, newQueryState: stateOf(store, accountId, type.name), removed, added,
    ...(calculateTotal ? { total: ids.length } : {}),
  }
}
