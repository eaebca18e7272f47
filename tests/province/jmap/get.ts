import { countObjects, isVisible, type Json, listObjects, readObject } from '../store/objects.ts'
import { stateOf } from '../store/state.ts'
import { GetArgs, readArguments } from './arguments.ts'
import { MethodFailure } from './failure.ts'
import type { Limits } from './limits.ts'
import type { Inputs, ObjectType } from './type-table.ts'

/** Foo/get (RFC 8620 §5.1). */
export function get(inputs: Inputs, type: ObjectType, limits: Limits, args: unknown): Json {
  const { accountId, ids, properties } = readArguments(GetArgs, args)
  const { store } = inputs
  const unknown = properties?.find(name => !type.properties.includes(name))
  if (unknown !== undefined) throw new MethodFailure('invalidArguments', `properties/${unknown}`)
  const count = ids?.length ?? countObjects(store, accountId, type.name)
  if (count > limits.maxObjectsInGet) throw new MethodFailure('requestTooLarge')
  const wanted = properties === undefined || properties === null ? type.properties : ['id', ...properties]
  const state = stateOf(store, accountId, type.name)
  if (ids === undefined || ids === null) {
    return { accountId, state, list: listObjects(store, accountId, type.name).map(object => pick(object, wanted)), notFound: [] }
  }
  const list: Json[] = []
  const notFound: string[] = []
  for (const id of new Set(ids)) {
    const object = isVisible(store, accountId, type.name, id) ? readObject(store, type.name, id) : null
    if (object === null) notFound.push(id)
    else list.push(pick(object, wanted))
  }
  return { accountId, state, list, notFound }
}

export function pick(object: Json, names: readonly string[]): Json {
  const result: Json = {}
  for (const name of names) if (Object.hasOwn(object, name)) result[name] = object[name]
  return result
}
