import { z } from 'zod'
import { ASSIGNEE_ROLES } from '../../../shared/model/words.ts'
import { SetFailure } from '../jmap/failure.ts'

const Id = z.string().min(1).max(255)
const Text = z.string().max(100_000)
const list = <T extends z.ZodType>(item: T, most: number) => z.array(item).max(most).nullish().transform(value => value ?? [])

export const BlobInput = z.strictObject({
  blobId: Id, name: z.string().min(1).max(500), type: z.string().max(255).optional(), size: z.number().int().nonnegative().optional(),
  sha256: z.string().max(128).optional(), role: z.enum(['main', 'annex', 'signature', 'edxml']).default('main'),
})
export type BlobInput = z.infer<typeof BlobInput>

/** What a client may say of a move; `by`, `at` and `result` are the server's. */
export const ActionInput = z.strictObject({
  clientRef: z.string().min(1).max(255).nullish(), verb: z.string().max(100), documentId: Id.nullish(), bulletinId: Id.nullish(), taskId: Id.nullish(),
  expectRev: z.number().int().nullish(), toOfficerIds: list(Id, 500), assignees: list(z.strictObject({ officerId: Id, role: z.enum(ASSIGNEE_ROLES) }), 500),
  toAgencyIds: list(Id, 1_000), text: Text.nullish(), dueAt: z.string().max(40).nullish(), attachments: list(BlobInput, 100),
})
export type ActionInput = z.infer<typeof ActionInput>

/** The properties as their schema reads them, or `invalidProperties` naming the ones that are wrong. */
export function readProperties<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const names = parsed.error.issues.flatMap(issue => issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path[0] ?? '')])
  const properties = [...new Set(names)]
  throw new SetFailure('invalidProperties', properties.join(', '), { properties })
}
