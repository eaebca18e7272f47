import type { AccountView } from '../../../shared/protocol/capability.ts'
import type { Caller } from '../caller.ts'
import type { Json } from '../store/objects.ts'
import type { Store } from '../store/open-store.ts'

/** What the province needs from outside to do anything. */
export interface Inputs { readonly store: Store, readonly now: () => number, readonly random: (bytes: number) => Uint8Array, readonly checkSignatures: boolean }

/** Ids made in this request by creation id (RFC 8620 §5.3). */
export type CreatedIds = Map<string, string>

/** One write of a /set: who asks, in which account, and what the request has made so far. */
export interface WriteContext extends Inputs { readonly caller: Caller, readonly accountId: string, readonly createdIds: CreatedIds }

export type FilterTest = (value: unknown) => ((object: Json) => boolean) | null

/**
 * A type as a row: one generic implementation of the methods serves them all. A filter answers null for a value of the
 * wrong type. Writers throw SetFailure; what they leave out (null) is forbidden to clients.
 */
export interface ObjectType {
  readonly name: string
  readonly capability: string
  readonly views: readonly AccountView[]
  readonly properties: readonly string[]
  readonly sortable: Readonly<Record<string, (object: Json) => string | number>>
  readonly filterable: Readonly<Record<string, FilterTest>>
  /** Properties that hold ids and may hold `#creationId` (RFC 8620 §5.3). */
  readonly references: readonly string[]
  /** Makes the object and answers it as stored. `clientRef` and creation ids are dealt with before. */
  readonly create: ((context: WriteContext, input: Json) => Json) | null
  /** Answers what the server changed beyond the patch, null for nothing. */
  readonly update: ((context: WriteContext, current: Json, patch: Json) => Json | null) | null
  readonly destroy: ((context: WriteContext, current: Json) => void) | null
}

export type TypeTable = Readonly<Record<string, ObjectType>>
