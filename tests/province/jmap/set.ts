import { isVisible, type Json, readObject } from '../store/objects.ts'
import { attempt, sql, transact } from '../store/open-store.ts'
import { stateOf } from '../store/state.ts'
import { readArguments, SetArgs } from './arguments.ts'
import { MethodFailure, SetFailure } from './failure.ts'
import type { Limits } from './limits.ts'
import type { CreatedIds, ObjectType, WriteContext } from './type-table.ts'

/** Foo/set (RFC 8620 §5.3): one transaction; each create, update and destroy succeeds or fails alone. */
export function set(context: WriteContext, type: ObjectType, limits: Limits, args: unknown): Json {
  const { accountId, ifInState, create, update, destroy } = readArguments(SetArgs, args)
  const { store, createdIds } = context
  const count = Object.keys(create ?? {}).length + Object.keys(update ?? {}).length + (destroy?.length ?? 0)
  if (count > limits.maxObjectsInSet) throw new MethodFailure('requestTooLarge')
  return transact(store, () => {
    const oldState = stateOf(store, accountId, type.name)
    if (ifInState !== null && ifInState !== undefined && ifInState !== oldState) throw new MethodFailure('stateMismatch')
    const created = each(context, Object.entries(create ?? {}), (key, input) => createOne(context, type, key, input))
    const updated = each(context, Object.entries(update ?? {}), (key, patch) => updateOne(context, type, resolveId(key, createdIds), resolveAll(type, patch, createdIds)))
    const destroyed = each(context, (destroy ?? []).map(id => [id, id] as const), key => destroyOne(context, type, resolveId(key, createdIds)))
    return {
      accountId, oldState, newState: stateOf(store, accountId, type.name), created: orNull(created.done), updated: orNull(updated.done),
      destroyed: Object.keys(destroyed.done).map(key => resolveId(key, createdIds)), notCreated: orNull(created.failed), notUpdated: orNull(updated.failed),
      notDestroyed: orNull(destroyed.failed),
    }
  })
}

type Outcome = Record<string, Json | null>
const orNull = (value: Outcome): Outcome | null => Object.keys(value).length === 0 ? null : value

function each<T>(context: WriteContext, entries: readonly (readonly [string, T])[], act: (key: string, value: T) => Json | null): { done: Outcome, failed: Outcome } {
  const done: Outcome = {}
  const failed: Outcome = {}
  for (const [key, value] of entries) {
    try {
      done[key] = attempt(context.store, () => act(key, value))
    } catch (error) {
      if (!(error instanceof SetFailure)) throw error
      failed[key] = error.toWire()
    }
  }
  return { done, failed }
}

/**
 * Makes one object, once: a `clientRef` that was ever used answers with what it made then, destroyed or not, before
 * anything else is checked, since a repeat may come long after the world has moved on.
 */
export function createOne(context: WriteContext, type: ObjectType, key: string, raw: Json): Json {
  const { createdIds } = context
  if (type.create === null) throw new SetFailure('forbidden', `${type.name} cannot be created`)
  const clientRef = raw['clientRef'] ?? null
  if (clientRef !== null) {
    if (typeof clientRef !== 'string' || clientRef.length === 0 || clientRef.length > 255) throw new SetFailure('invalidProperties', 'clientRef', { properties: ['clientRef'] })
    const existingId = sql(context.store, 'select id from client_ref where account = ? and type = ? and ref = ?').pluck().get(context.accountId, type.name, clientRef)
    if (typeof existingId === 'string') {
      createdIds.set(key, existingId)
      throw new SetFailure('alreadyExists', 'clientRef', { existingId })
    }
  }
  const input = resolveAll(type, raw, createdIds)
  const made = type.create(context, input)
  const id = String(made['id'])
  if (clientRef !== null) sql(context.store, 'insert into client_ref values (?, ?, ?, ?)').run(context.accountId, type.name, clientRef, id)
  createdIds.set(key, id)
  return Object.fromEntries(Object.entries(made).filter(([name, value]) => name === 'id' || JSON.stringify(input[name]) !== JSON.stringify(value)))
}

function updateOne(context: WriteContext, type: ObjectType, id: string, patch: Json): Json | null {
  const current = visibleObject(context, type, id)
  if (type.update === null) throw new SetFailure('forbidden', `${type.name} cannot be changed`)
  return type.update(context, current, patch)
}

/** Destroys one object that the account sees. */
export function destroyOne(context: WriteContext, type: ObjectType, id: string): null {
  const current = visibleObject(context, type, id)
  if (type.destroy === null) throw new SetFailure('forbidden', `${type.name} cannot be destroyed`)
  type.destroy(context, current)
  return null
}

function visibleObject({ store, accountId }: WriteContext, type: ObjectType, id: string): Json {
  const current = isVisible(store, accountId, type.name, id) ? readObject(store, type.name, id) : null
  if (current === null) throw new SetFailure('notFound', id)
  return current
}

function resolveId(id: string, createdIds: CreatedIds): string {
  return id.startsWith('#') ? createdIds.get(id.slice(1)) ?? id : id
}

function resolveAll(type: ObjectType, input: Json, createdIds: CreatedIds): Json {
  const resolve = (name: string, value: unknown): unknown => {
    if (typeof value !== 'string' || !value.startsWith('#')) return value
    const id = createdIds.get(value.slice(1))
    if (id === undefined) throw new SetFailure('invalidProperties', `${name}: ${value} was not created`, { properties: [name] })
    return id
  }
  const result = { ...input }
  for (const name of type.references) {
    const value = input[name]
    if (Array.isArray(value)) result[name] = value.map(item => resolve(name, item))
    else if (value !== undefined) result[name] = resolve(name, value)
  }
  return result
}
