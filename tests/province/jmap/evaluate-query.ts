import { type Json, listObjects } from '../store/objects.ts'
import type { Store } from '../store/open-store.ts'
import { stateOf } from '../store/state.ts'
import { MethodFailure } from './failure.ts'
import { isObject } from './pointer.ts'
import type { ObjectType } from './type-table.ts'

const MAX_FILTER_DEPTH = 20 // an operator tree deeper than this is an attack on the stack, not a question
const KEPT_RESULTS = 16 // a client pages through one or two lists at a time

export interface SortBy { readonly property: string, readonly isAscending?: boolean | undefined, readonly collation?: string | undefined }
export interface Question { readonly accountId: string, readonly filter: unknown, readonly sort: readonly SortBy[] }
type Test = (object: Json) => boolean
export type QueryCache = Map<string, { readonly state: string, readonly ids: readonly string[] }>

/** The ids of a query, in order; ties by id so that the order is total. Remembered until the type's state moves. */
export function evaluateQuery(store: Store, cache: QueryCache, type: ObjectType, { accountId, filter, sort }: Question): readonly string[] {
  const test = compileFilter(type, filter ?? null, 0)
  const compare = compileSort(type, sort)
  const key = JSON.stringify([accountId, type.name, filter ?? null, sort])
  const state = stateOf(store, accountId, type.name)
  const kept = cache.get(key)
  if (kept?.state === state) return kept.ids
  const ids = listObjects(store, accountId, type.name).filter(test).sort(compare).map(object => String(object['id']))
  cache.delete(key)
  cache.set(key, { state, ids })
  const oldest = cache.keys().next().value
  if (cache.size > KEPT_RESULTS && oldest !== undefined) cache.delete(oldest)
  return ids
}

function compileFilter(type: ObjectType, filter: unknown, depth: number): Test {
  if (filter === null) return () => true
  if (!isObject(filter) || depth > MAX_FILTER_DEPTH) throw new MethodFailure('invalidArguments', 'filter')
  if (!Object.hasOwn(filter, 'operator')) return all(Object.entries(filter).map(([name, value]) => compileCondition(type, name, value)))
  const conditions = filter['conditions']
  if (!Array.isArray(conditions)) throw new MethodFailure('invalidArguments', 'filter/conditions')
  const tests = conditions.map(condition => compileFilter(type, condition, depth + 1))
  switch (filter['operator']) {
    case 'AND': return all(tests)
    case 'OR': return object => tests.some(test => test(object))
    case 'NOT': return object => !tests.some(test => test(object))
    default: throw new MethodFailure('invalidArguments', 'filter/operator')
  }
}

function compileCondition(type: ObjectType, name: string, value: unknown): Test {
  const make = Object.hasOwn(type.filterable, name) ? type.filterable[name] : undefined
  if (make === undefined) throw new MethodFailure('unsupportedFilter', name)
  const test = make(value)
  if (test === null) throw new MethodFailure('invalidArguments', `filter/${name}`)
  return test
}

const all = (tests: readonly Test[]): Test => object => tests.every(test => test(object))

function compileSort(type: ObjectType, sort: readonly SortBy[]): (a: Json, b: Json) => number {
  const keys = sort.map(({ property, isAscending, collation }) => {
    const key = Object.hasOwn(type.sortable, property) ? type.sortable[property] : undefined
    if (key === undefined || collation !== undefined) throw new MethodFailure('unsupportedSort', property)
    return { key, sign: isAscending === false ? -1 : 1 }
  })
  return (a, b) => {
    for (const { key, sign } of keys) {
      const [x, y] = [key(a), key(b)]
      if (x !== y) return x < y ? -sign : sign
    }
    return String(a['id']) < String(b['id']) ? -1 : 1
  }
}
