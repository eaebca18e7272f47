import { z } from 'zod'
import { Addressee, Assignee } from '../model/edoc.ts'
import { OUTBOX_STATES } from '../model/outbox.ts'
import { SIGNATURE_LEVELS } from '../model/signature-level.ts'
import { UPGRADE_STATES } from '../model/signature-upgrade.ts'
import { PURPOSES, URGENCIES, VERBS } from '../model/words.ts'
import { ProblemData } from './problem-data.ts'

const Id = z.string().min(1).max(255)

/** Văn bản chính hay phụ lục, where the person said so; else the first PDF is the main one and a kept file stays what it is. */
const Role = z.enum(['main', 'annex']).optional()

/** A file given to a draft or a move: dropped bytes, a file picked in the shell's dialog, or one the document already has. */
export const GivenFile = z.discriminatedUnion('source', [
  z.object({ source: z.literal('bytes'), name: z.string().min(1).max(500), type: z.string().max(200), bytes: z.instanceof(Uint8Array), role: Role }),
  z.object({ source: z.literal('grant'), grant: z.string().max(100), role: Role }),
  z.object({ source: z.literal('kept'), blobId: Id, role: Role }),
])
export type GivenFile = z.infer<typeof GivenFile>

export const DraftInput = z.object({
  /** Absent for a new draft. */
  documentId: Id.optional(), kind: z.string().min(1).max(100), subject: z.string().max(500), summary: z.string().max(500).default(''),
  addressees: z.array(Addressee.extend({ purpose: z.enum(PURPOSES) })).max(500).default([]), urgency: z.enum(URGENCIES).default('normal'),
  dueAt: z.string().max(40).nullable().default(null), relatedIds: z.array(Id).max(100).default([]), files: z.array(GivenFile).max(100).default([]),
})
export type DraftInput = z.infer<typeof DraftInput>

export const MoveInput = z.object({
  verb: z.enum(VERBS), documentId: Id, text: z.string().max(20_000).optional(), toOfficerIds: z.array(Id).max(500).optional(),
  assignees: z.array(Assignee).max(500).optional(), toAgencyIds: z.array(Id).max(500).optional(), dueAt: z.string().max(40).optional(),
  files: z.array(GivenFile).max(100).default([]),
})
export type MoveInput = z.infer<typeof MoveInput>

export const OutboxItem = z.object({
  id: z.string(), documentId: z.string().nullable(), verb: z.string(), state: z.enum(OUTBOX_STATES), attempts: z.number(), problem: ProblemData.nullable(),
  createdAt: z.number(), notBefore: z.number(), doneAt: z.number().nullable(), subject: z.string(), code: z.string(), text: z.string().nullable(), addresseeCount: z.number(),
  /** Rows of one act (approve, number, dispatch) share it; the window shows them as one. */
  groupId: z.string().nullable(), mayUndo: z.boolean(), dependents: z.number(),
  /** Policy: it is not sent before its signed file has a timestamp. */
  isHeld: z.boolean(),
})
export type OutboxItem = z.infer<typeof OutboxItem>

/** Đã ký, chờ dấu thời gian: a signed file that is on its way to the level that policy wants. */
export const SignatureUpgrade = z.object({
  id: z.string(), documentId: z.string(), outboxId: z.string(), name: z.string(), subject: z.string(), code: z.string(),
  level: z.enum(SIGNATURE_LEVELS), wanted: z.enum(SIGNATURE_LEVELS), state: z.enum(UPGRADE_STATES), isHeld: z.boolean(),
  /** What kept it from rising the last time, and when it is tried again. */
  problem: ProblemData.nullable(), attempts: z.number(), nextTryAt: z.number().nullable(), madeAt: z.number(), doneAt: z.number().nullable(),
})
export type SignatureUpgrade = z.infer<typeof SignatureUpgrade>

export const moveRequests = {
  /** Makes or changes an own draft; offline too. The subject may still be empty. */
  'drafts.save': { input: DraftInput, output: z.object({ documentId: z.string(), outboxId: z.string() }) },
  /** Commits a move to the outbox; undo is possible until `notBefore`. */
  'moves.make': { input: MoveInput, output: z.object({ outboxId: z.string(), notBefore: z.number() }) },
  'outbox.list': { input: z.object({}), output: z.object({ items: z.array(OutboxItem), upgrades: z.array(SignatureUpgrade) }) },
  /** Takes rows back that no byte was sent of; refuses with `outbox.too-late-to-undo`. */
  'outbox.undo': { input: z.object({ ids: z.array(Id).min(1).max(1000) }), output: z.object({}) },
  'outbox.retry': { input: z.object({ ids: z.array(Id).max(1000) }), output: z.object({}) },
  /** Discards a row and what depends on it. Asks the province first where a byte was sent; found there = done. */
  'outbox.discard': { input: z.object({ id: Id }), output: z.object({ state: z.enum(OUTBOX_STATES) }) },
} as const

export const moveEvents = { 'outbox.changed': z.object({}) } as const
