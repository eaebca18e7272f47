import type { OfficialDocument } from '../../shared/model/edoc.ts'
import type { SetError, SetResponse } from '../../shared/protocol/methods.ts'
import type { Problem } from '../../shared/problem.ts'
import type { MethodAnswer } from '../province/request.ts'
import type { DraftContent, OutboxRow } from '../store/outbox.ts'

/** What the province's answer to a row means. */
export type Outcome =
  | { readonly kind: 'done', readonly serverId: string | null }
  | { readonly kind: 'parked', readonly problem: Problem }
  /** The server keeps its copy and the local text becomes a second draft. */
  | { readonly kind: 'second-draft' }
  /** The server dropped files it had not been told of in time; they are uploaded again. */
  | { readonly kind: 'again' }
  /** The server failed in a way that may pass. */
  | { readonly kind: 'failed', readonly reason: string }

const PASSING: readonly string[] = ['serverUnavailable', 'serverFail', 'serverPartialFail', 'rateLimit', 'stateMismatch']

/** `serverCopy` is the draft as the server has it by now; only an update of a draft asks for it. */
export function decideOutcome(row: OutboxRow, key: string, answer: MethodAnswer<SetResponse>, serverCopy: OfficialDocument | null): Outcome {
  if (!answer.ok) {
    return PASSING.includes(answer.type) ? { kind: 'failed', reason: answer.type } : { kind: 'parked', problem: { code: 'outbox.refused', facts: { type: answer.type } } }
  }
  const { created, updated, notCreated, notUpdated } = answer.value
  const made = created[key]
  if (made !== undefined) return { kind: 'done', serverId: typeof made?.['id'] === 'string' ? made['id'] : null }
  if (Object.hasOwn(updated, key)) return { kind: 'done', serverId: null }
  const error = notCreated[key] ?? notUpdated[key]
  // Neither done nor refused: the server answered something else; the same clientRef makes asking again harmless.
  if (error === undefined) return { kind: 'failed', reason: 'no-answer' }
  return decideRefusal(row, error, serverCopy)
}

function decideRefusal(row: OutboxRow, error: SetError, serverCopy: OfficialDocument | null): Outcome {
  if (error.type === 'alreadyExists' && typeof error.existingId === 'string') return { kind: 'done', serverId: error.existingId }
  if (PASSING.includes(error.type)) return { kind: 'failed', reason: error.type }
  if (error.type === 'blobNotFound') return { kind: 'again' }
  if (row.args.does === 'task.flags' && error.type === 'notFound') return { kind: 'done', serverId: null } // the task is gone, and its flags with it
  if (row.args.does === 'draft.update') {
    if (error.type === 'notFound') return { kind: 'parked', problem: { code: 'outbox.draft-destroyed', facts: {} } }
    // An update has no clientRef: after a lost answer the conflict may be with our own first try.
    if (error.type === 'conflict') return serverCopy !== null && saysTheSame(row.args.draft, serverCopy) ? { kind: 'done', serverId: null } : { kind: 'second-draft' }
  }
  return { kind: 'parked', problem: refusal(row, error) }
}

function refusal(row: OutboxRow, error: SetError): Problem {
  const facts = { type: error.type, ...(error.properties == null ? {} : { properties: error.properties.join(' ') }) }
  if (error.type === 'conflict') return { code: 'outbox.conflict', facts: error.rev == null ? {} : { rev: error.rev } }
  if (error.type === 'forbidden') return { code: 'outbox.forbidden', facts }
  // The province checks every signature of a dispatch; what it finds wrong it says of the attachments.
  if (row.verb === 'dispatch' && error.properties?.includes('attachments') === true) return { code: 'outbox.signature-refused', facts: { reason: error.description?.slice(0, 200) ?? '' } }
  return { code: 'outbox.refused', facts }
}

/** True when the server's copy has every word of the draft. */
export function saysTheSame(draft: DraftContent, doc: OfficialDocument): boolean {
  const files = (list: OfficialDocument['attachments']): string => JSON.stringify(list.map(({ name, role, sha256 }) => [name, role, sha256]))
  return draft.kind === doc.kind && draft.subject === doc.subject && (draft.summary ?? '') === (doc.summary ?? '') && draft.urgency === doc.urgency && draft.dueAt === doc.dueAt
    && JSON.stringify(draft.addressees) === JSON.stringify(doc.addressees) && JSON.stringify(draft.relatedIds) === JSON.stringify(doc.relatedIds) && files(draft.attachments) === files(doc.attachments)
}
