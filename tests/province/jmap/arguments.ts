import { z } from 'zod'
import { MethodFailure } from './failure.ts'

const Id = z.string().min(1).max(255)
const AccountId = { accountId: Id }
const Create = z.record(z.string().min(1).max(255), z.record(z.string(), z.unknown())).nullish()

export const GetArgs = z.object({ ...AccountId, ids: z.array(Id).nullish(), properties: z.array(z.string()).nullish() })
export const ChangesArgs = z.object({ ...AccountId, sinceState: z.string(), maxChanges: z.number().int().positive().nullish() })
const Sort = z.array(z.looseObject({ property: z.string(), isAscending: z.boolean().optional(), collation: z.string().optional() })).nullish()
const FilterArg = z.record(z.string(), z.unknown()).nullish()
export const QueryArgs = z.object({
  ...AccountId, filter: FilterArg, sort: Sort, position: z.number().int().default(0), anchor: Id.nullish(), anchorOffset: z.number().int().default(0),
  limit: z.number().int().nonnegative().nullish(), calculateTotal: z.boolean().default(false),
})
export const QueryChangesArgs = z.object({
  ...AccountId, filter: FilterArg, sort: Sort, sinceQueryState: z.string(), maxChanges: z.number().int().positive().nullish(), upToId: Id.nullish(),
  calculateTotal: z.boolean().default(false),
})
export const SetArgs = z.object({ ...AccountId, ifInState: z.string().nullish(), create: Create, update: Create, destroy: z.array(Id).nullish() })
export const CopyArgs = z.object({
  fromAccountId: Id, ...AccountId, ifFromInState: z.string().nullish(), ifInState: z.string().nullish(),
  create: z.record(z.string().min(1).max(255), z.record(z.string(), z.unknown())), onSuccessDestroyOriginal: z.boolean().default(false),
  destroyFromIfInState: z.string().nullish(),
})
const Source = z.union([
  z.strictObject({ 'data:asText': z.string() }), z.strictObject({ 'data:asBase64': z.string() }),
  z.strictObject({ blobId: Id, offset: z.number().int().nonnegative().nullish(), length: z.number().int().nonnegative().nullish() }),
])
export const BlobUploadArgs = z.object({ ...AccountId, create: z.record(z.string().min(1).max(255), z.object({ data: z.array(Source), type: z.string().max(255).nullish() })) })
export const BlobGetArgs = z.object({
  ...AccountId, ids: z.array(Id), properties: z.array(z.string()).nullish(), offset: z.number().int().nonnegative().nullish(), length: z.number().int().nonnegative().nullish(),
})
export const BlobCopyArgs = z.object({ fromAccountId: Id, ...AccountId, blobIds: z.array(Id) })

/** The arguments of a call, or `invalidArguments` naming the first that is wrong. */
export function readArguments<T extends z.ZodType>(schema: T, args: unknown): z.output<T> {
  const parsed = schema.safeParse(args)
  if (!parsed.success) throw new MethodFailure('invalidArguments', parsed.error.issues[0]?.path.join('/'))
  return parsed.data
}
