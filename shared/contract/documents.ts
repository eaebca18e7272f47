import { z } from 'zod'
import { Action, OfficialDocument, Task } from '../model/edoc.ts'
import { SignatureReport, VERDICTS } from '../model/signature-report.ts'
import { OUTBOX_STATES } from '../model/outbox.ts'
import { SignatureUpgrade } from './moves.ts'

/** Hộp văn bản: inbox = my tasks, to-sign = open tasks that may approve, sign or dispatch, drafts, outgoing. */
export const BOXES = ['inbox', 'to-sign', 'drafts', 'outgoing'] as const
export const Box = z.enum(BOXES)
export type Box = z.infer<typeof Box>

/** Chips above the list. `due`: due within three days or overdue, and not done. `mine`: assigned to me to lead. */
export const VIEWS = ['all', 'unread', 'due', 'mine', 'flagged'] as const
export const View = z.enum(VIEWS)
export type View = z.infer<typeof View>

/** One row of a list. Times are milliseconds since the epoch or calendar days as on the wire. */
export const DocumentRow = z.object({
  documentId: z.string(), taskId: z.string().nullable(), direction: z.enum(['in', 'out', 'draft']), kind: z.string(),
  number: z.string().nullable(), notation: z.string().nullable(), subject: z.string(),
  issuerId: z.string().nullable(), issuerName: z.string().nullable(), issuedAt: z.string().nullable(),
  /** What the list is ordered by: receivedAt, for a document without one its task's assignedAt, for a draft the time it was made, 0 where nobody says. */
  sortAt: z.number(), dueAt: z.string().nullable(), urgency: z.string(), state: z.string(), taskRole: z.string().nullable(), taskState: z.string().nullable(),
  unread: z.boolean(), flagged: z.boolean(), attachmentCount: z.number(), addresseeCount: z.number(),
  receivedAt: z.number().nullable(), verdict: z.enum(VERDICTS).nullable(), pendingVerb: z.string().nullable(),
})
export type DocumentRow = z.infer<typeof DocumentRow>

export const AttachmentView = z.object({
  blobId: z.string(), name: z.string(), type: z.string(), size: z.number(), role: z.string(), isPdf: z.boolean(),
  /** `here`: readable now, offline too. `wanted`: fetched when opened. `failed`: see problem. */
  state: z.enum(['here', 'wanted', 'failed']), report: SignatureReport.nullable(), judgedAt: z.number().nullable(),
})
export type AttachmentView = z.infer<typeof AttachmentView>

export const DocumentDetail = z.object({
  row: DocumentRow, document: OfficialDocument, task: Task.nullable(), can: z.array(z.string()), actions: z.array(Action),
  attachments: z.array(AttachmentView),
  /** Names of every agency and officer id that the document and its moves mention. */
  names: z.record(z.string(), z.string()),
  /** True when one act may do approve, number and dispatch, because this officer is leader and clerk of the agency. */
  maySignAndSend: z.boolean(),
  /** The signature made here that is on its way to its level; null where none is or it has come to its end. */
  upgrade: SignatureUpgrade.nullable(),
  pending: z.array(z.object({ outboxId: z.string(), verb: z.string(), state: z.enum(OUTBOX_STATES), problemCode: z.string().nullable() })),
})
export type DocumentDetail = z.infer<typeof DocumentDetail>

export const Counts = z.object({ inboxUnread: z.number(), inboxDue: z.number(), inboxMine: z.number(), toSign: z.number(), drafts: z.number(), outboxWaiting: z.number(), outboxParked: z.number() })
export type Counts = z.infer<typeof Counts>

export const documentRequests = {
  /** A keyset window: rows after `after` (opaque, from `next`), newest first. `next` null = the end. */
  'documents.list': {
    input: z.object({ box: Box, view: View.default('all'), after: z.string().max(500).nullable().default(null), limit: z.number().int().min(1).max(200).default(200) }),
    output: z.object({ rows: z.array(DocumentRow), next: z.string().nullable() }),
  },
  'documents.counts': { input: z.object({}), output: Counts },
  /** Null when neither cache nor province knows the id. Local and server ids are both taken. */
  'documents.get': { input: z.object({ id: z.string().max(255) }), output: DocumentDetail.nullable() },
  /** Without diacritics and with; agencies and officers beside documents. */
  'documents.search': {
    input: z.object({ text: z.string().max(200), limit: z.number().int().min(1).max(200).default(50) }),
    output: z.object({
      rows: z.array(DocumentRow), agencies: z.array(z.object({ id: z.string(), name: z.string() })),
      officers: z.array(z.object({ id: z.string(), name: z.string(), title: z.string().nullable(), agencyName: z.string() })),
    }),
  },
  /** Personal flags of a task: `$seen`, `$flagged`. Works offline. */
  'documents.flag': { input: z.object({ taskIds: z.array(z.string().max(255)).max(5_000), keyword: z.enum(['$seen', '$flagged']), value: z.boolean() }), output: z.object({}) },
} as const

export const documentEvents = {
  /** Ids that changed, or null when too many to name: reload what is shown. */
  'documents.changed': z.object({ ids: z.array(z.string()).nullable() }),
} as const
