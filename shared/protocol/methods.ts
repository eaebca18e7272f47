import { z } from 'zod'

/**
 * The five standard methods (RFC 8620 §5), arguments as we send them and answers as we read them. Objects in `list` stay
 * `unknown` here: each is read by its own type's schema, so that one bad object does not cost the page.
 */
const Id = z.string().min(1).max(255)
const State = z.string().max(2_000)
const Name = z.string().max(255)
const MAX_IDS = 1_000_000 // all ids of one account in one answer; a province's largest agency has some 100,000 documents
const Ids = z.array(Id).max(MAX_IDS)
const Count = z.number().int().nonnegative()

export interface GetArguments { readonly accountId: string, readonly ids: readonly string[] | null, readonly properties?: readonly string[] | null }
export const GetResponse = z.object({ accountId: Id, state: State, list: z.array(z.unknown()).max(100_000), notFound: Ids.default([]) })
export type GetResponse = z.infer<typeof GetResponse>

export interface ChangesArguments { readonly accountId: string, readonly sinceState: string, readonly maxChanges?: number | null }
export const ChangesResponse = z.object({
  accountId: Id, oldState: State, newState: State, hasMoreChanges: z.boolean(), created: Ids, updated: Ids, destroyed: Ids,
})
export type ChangesResponse = z.infer<typeof ChangesResponse>

export interface FilterOperator { readonly operator: 'AND' | 'OR' | 'NOT', readonly conditions: readonly Filter[] }
export type Filter = FilterOperator | Readonly<Record<string, unknown>>
export interface Comparator { readonly property: string, readonly isAscending?: boolean, readonly collation?: string, readonly [more: string]: unknown }
export interface QueryArguments {
  readonly accountId: string, readonly filter?: Filter | null, readonly sort?: readonly Comparator[] | null
  readonly position?: number, readonly anchor?: string | null, readonly anchorOffset?: number, readonly limit?: number | null
  readonly calculateTotal?: boolean
}
export const QueryResponse = z.object({
  accountId: Id, queryState: State, canCalculateChanges: z.boolean().default(false), position: Count, ids: Ids,
  total: Count.optional(), limit: Count.optional(),
})
export type QueryResponse = z.infer<typeof QueryResponse>

export interface QueryChangesArguments {
  readonly accountId: string, readonly filter?: Filter | null, readonly sort?: readonly Comparator[] | null, readonly sinceQueryState: string
  readonly maxChanges?: number | null, readonly upToId?: string | null, readonly calculateTotal?: boolean
}
export const QueryChangesResponse = z.object({
  accountId: Id, oldQueryState: State, newQueryState: State, total: Count.optional(), removed: Ids,
  added: z.array(z.object({ id: Id, index: Count })).max(MAX_IDS),
})
export type QueryChangesResponse = z.infer<typeof QueryChangesResponse>

/** RFC 8620 §5.3 and §5.4, and `conflict`: our own, when `expectRev` is not the object's `rev`; `rev` is the server's then. */
export const SET_ERRORS = [
  'forbidden', 'overQuota', 'tooLarge', 'rateLimit', 'notFound', 'invalidPatch', 'willDestroy', 'invalidProperties', 'singleton',
  'alreadyExists', 'blobNotFound', 'conflict',
] as const
export type SetErrorType = (typeof SET_ERRORS)[number]

export const SetError = z.object({
  type: Name, description: z.string().max(10_000).nullish(), properties: z.array(Name).max(1_000).nullish(),
  existingId: Id.nullish(), rev: z.number().int().nullish(), notFound: Ids.nullish(),
})
export type SetError = z.infer<typeof SetError>

export type JsonObject = Readonly<Record<string, unknown>>
export interface SetArguments {
  readonly accountId: string, readonly ifInState?: string | null, readonly create?: Readonly<Record<string, JsonObject>> | null
  readonly update?: Readonly<Record<string, JsonObject>> | null, readonly destroy?: readonly string[] | null
}
const Errors = z.record(z.string().max(255), SetError).nullish().transform(value => value ?? {})
const Objects = z.record(z.string().max(255), z.record(z.string().max(255), z.unknown()).nullable()).nullish().transform(value => value ?? {})
export const SetResponse = z.object({
  accountId: Id, oldState: State.nullish(), newState: State.default(''), created: Objects, updated: Objects,
  destroyed: Ids.nullish().transform(value => value ?? []), notCreated: Errors, notUpdated: Errors, notDestroyed: Errors,
})
export type SetResponse = z.infer<typeof SetResponse>

export interface CopyArguments {
  readonly fromAccountId: string, readonly accountId: string, readonly ifFromInState?: string | null, readonly ifInState?: string | null
  readonly create: Readonly<Record<string, JsonObject>>, readonly onSuccessDestroyOriginal?: boolean, readonly destroyFromIfInState?: string | null
}
