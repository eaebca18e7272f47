import { z } from 'zod'
import { ASSIGNEE_ROLES, DIRECTIONS } from './words.ts'

/**
 * The objects of the province as we keep them. They are parsed leniently on purpose: an unknown role, state, verb or
 * kind is a plain string that is shown raw (protocol.md, "Words on the wire"); what would break us (types, sizes) is not.
 * Limits are against a hostile server (security.md), far above anything real.
 */
const Id = z.string().min(1).max(255) // RFC 8620 §1.2
const Short = z.string().max(2_000)
const Long = z.string().max(100_000)
const When = z.string().max(40)
const list = <T extends z.ZodType>(item: T, most = 2_000) => z.array(item).max(most).default([])
const maybe = <T extends z.ZodType>(item: T) => item.nullable().default(null)

/** Tệp của văn bản. `sha256` is lower-case hex of the whole file. */
export const BlobRef = z.object({
  blobId: Id, name: Short, type: Short.default('application/octet-stream'), size: z.number().int().nonnegative(),
  sha256: z.string().max(128).default(''), role: z.string().max(40).default('main'),
})
export type BlobRef = z.infer<typeof BlobRef>

/** Cơ quan, tổ chức. Valid from–until with successors, since agencies merge (NQ 202/2025/QH15). */
export const Agency = z.object({
  id: Id, code: Short.default(''), name: Short, shortName: Short.default(''), parentId: maybe(Id), level: Short.default(''),
  validFrom: maybe(When), validUntil: maybe(When), successorIds: list(Id), isActive: z.boolean().default(true),
})
export type Agency = z.infer<typeof Agency>

export const OfficerRole = z.object({ role: Short, validFrom: maybe(When), validUntil: maybe(When), onBehalfOf: maybe(Id) })

/** Cán bộ, công chức. */
export const Officer = z.object({
  id: Id, agencyId: Id, unit: maybe(Short), name: Short, title: maybe(Short), email: maybe(Short), roles: list(OfficerRole, 100),
  isActive: z.boolean().default(true), certSerials: list(Short, 100),
})
export type Officer = z.infer<typeof Officer>

/** Người ký: quyền hạn, chức vụ, họ tên (NĐ 30/2020, Điều 8.2g). */
export const SignerInfo = z.object({ capacity: maybe(Short), position: maybe(Short), fullName: Short.default('') })
export type SignerInfo = z.infer<typeof SignerInfo>

export const Addressee = z.object({ agencyId: Id, purpose: Short.default('to-do') })
export type Addressee = z.infer<typeof Addressee>

/** Trạng thái xử lý của một nơi nhận. */
export const ProcessingStatus = z.object({ agencyId: Id, code: Short, at: maybe(When), by: maybe(Short), note: maybe(Long) })
export type ProcessingStatus = z.infer<typeof ProcessingStatus>

/** Văn bản (NĐ 30/2020, Điều 3). */
export const OfficialDocument = z.object({
  id: Id, clientRef: maybe(z.string().max(255)), direction: z.enum(DIRECTIONS), authorId: maybe(Id), kind: Short,
  number: maybe(z.union([Short, z.number().int().transform(String)])), notation: maybe(Short), subject: Short.default(''), summary: maybe(Long), issuerId: maybe(Id), issuerName: maybe(Short),
  signers: list(SignerInfo, 50), issuedAt: maybe(When), receivedAt: maybe(When), dueAt: maybe(When), urgency: Short.default('normal'),
  register: maybe(z.object({ book: maybe(Short), number: maybe(z.union([Short, z.number().int().transform(String)])) })), addressees: list(Addressee), relatedIds: list(Id),
  statuses: list(ProcessingStatus, 10_000), attachments: list(BlobRef, 500), state: Short, rev: z.number().int(),
})
export type OfficialDocument = z.infer<typeof OfficialDocument>

/** Việc của một người với một văn bản: the inbox. */
export const Task = z.object({
  id: Id, documentId: Id, officerId: Id, role: Short, assignedBy: maybe(Id), assignedAt: maybe(When), dueAt: maybe(When),
  state: Short, can: list(Short, 100), rev: z.number().int(), keywords: z.record(z.string().max(255), z.boolean()).default({}),
})
export type Task = z.infer<typeof Task>

export const Assignee = z.object({ officerId: Id, role: z.enum(ASSIGNEE_ROLES) })
export type Assignee = z.infer<typeof Assignee>

/** Một bước trong vết lưu chuyển: append-only, the audit trail. */
export const Action = z.object({
  id: Id, clientRef: maybe(z.string().max(255)), documentId: maybe(Id), bulletinId: maybe(Id), taskId: maybe(Id), verb: Short,
  toOfficerIds: list(Id), assignees: list(z.object({ officerId: Id, role: Short })), toAgencyIds: list(Id), text: maybe(Long), dueAt: maybe(When),
  attachments: list(BlobRef, 500), by: maybe(Id), at: maybe(When), result: z.record(z.string(), z.unknown()).nullable().default(null),
})
export type Action = z.infer<typeof Action>

/** Hồ sơ công việc (NĐ 30/2020, Điều 28–30). */
export const CaseFile = z.object({
  id: Id, code: maybe(Short), title: Short, year: z.number().int(), retention: maybe(Short), openedBy: maybe(Id), openedAt: maybe(When),
  closedAt: maybe(When), documentIds: list(Id, 100_000), rev: z.number().int(),
})
export type CaseFile = z.infer<typeof CaseFile>

/** The types of the capability that this client keeps, with the schema each is read by. */
export const EDOC_TYPES = { Agency, Officer, OfficialDocument, Task, Action, CaseFile } as const
export type EdocTypeName = keyof typeof EDOC_TYPES
