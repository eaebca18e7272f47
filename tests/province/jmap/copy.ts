import { isVisible, type Json, readObject } from '../store/objects.ts'
import { attempt, transact } from '../store/open-store.ts'
import { stateOf } from '../store/state.ts'
import { CopyArgs, readArguments } from './arguments.ts'
import { MethodFailure, SetFailure } from './failure.ts'
import { createOne, destroyOne } from './set.ts'
import type { ObjectType, WriteContext } from './type-table.ts'

/** Foo/copy (RFC 8620 §5.4): read in one account, made anew in another. The original may be destroyed after. */
export function copy(context: WriteContext, type: ObjectType, args: unknown): Json {
  const { fromAccountId, accountId, ifFromInState, ifInState, create, onSuccessDestroyOriginal } = readArguments(CopyArgs, args)
  const { store } = context
  if (fromAccountId === accountId) throw new MethodFailure('invalidArguments', 'fromAccountId')
  return transact(store, () => {
    const oldState = stateOf(store, accountId, type.name)
    if ((ifInState ?? oldState) !== oldState) throw new MethodFailure('stateMismatch')
    const fromState = stateOf(store, fromAccountId, type.name)
    if ((ifFromInState ?? fromState) !== fromState) throw new MethodFailure('stateMismatch')
    const created: Json = {}
    const notCreated: Json = {}
    for (const [key, overrides] of Object.entries(create)) {
      try {
        created[key] = attempt(store, () => copyOne(context, type, { from: fromAccountId, key, overrides }))
        if (onSuccessDestroyOriginal) attempt(store, () => destroyOne({ ...context, accountId: fromAccountId }, type, String(overrides['id'])))
      } catch (error) {
        if (!(error instanceof SetFailure)) throw error
        if (created[key] === undefined) notCreated[key] = error.toWire()
      }
    }
    return { fromAccountId, accountId, oldState, newState: stateOf(store, accountId, type.name), created: orNull(created), notCreated: orNull(notCreated) }
  })
}

const orNull = (value: Json): Json | null => Object.keys(value).length === 0 ? null : value

function copyOne(context: WriteContext, type: ObjectType, { from, key, overrides }: { from: string, key: string, overrides: Json }): Json {
  const { id, ...rest } = overrides
  const original = typeof id === 'string' && isVisible(context.store, from, type.name, id) ? readObject(context.store, type.name, id) : null
  if (original === null) throw new SetFailure('notFound', 'the original is not there')
  const { id: _id, rev: _rev, clientRef: _clientRef, ...values } = original
  return createOne(context, type, key, { ...values, ...rest })
}
