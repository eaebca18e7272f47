import { OfficialDocument, Task, type Action, type BlobRef } from '../../../shared/model/edoc.ts'
import type { DocumentState, TaskRole } from '../../../shared/model/words.ts'
import type { SeedDocument } from '../seed-data.ts'
import { dayOf, dueDay, MINUTE_MS, utc } from './calendar.ts'
import type { World } from './world.ts'
import { subjectOf, type Writing } from './writing.ts'

/** A piece of the seed. */
export interface Part { readonly documents: SeedDocument[]; readonly tasks: Task[]; readonly actions: Action[] }

export function emptyPart(): Part {
  return { documents: [], tasks: [], actions: [] }
}

export interface Holder { readonly officerId: string; readonly role: TaskRole; readonly state: 'open' | 'done'; readonly isSeen: boolean; readonly dueAt?: number | null }

export interface IncomingWish {
  readonly writing: Writing
  readonly attachments: readonly BlobRef[]
  readonly agencyId: string
  readonly receivedAt: number
  readonly state: Extract<DocumentState, 'arrived' | 'received' | 'submitted' | 'assigned' | 'completed' | 'refused'>
  readonly sourceId?: string | null
  readonly holders: readonly Holder[]
  /** Who wrote the bút phê, and what. */
  readonly note?: { readonly by: string; readonly text: string; readonly dueAt: number | null } | null
  readonly clerkId: string
  readonly doneText?: string
}

const REACHED = { arrived: ['01'], refused: ['01', '02'], received: ['01', '03'], submitted: ['01', '03'], assigned: ['01', '03', '04', '05'], completed: ['01', '03', '04', '05', '06'] } as const

/** Adds an incoming document with its tasks and its trail to a part. Số đến goes on through the year. */
export function addIncoming(world: World, part: Part, wish: IncomingWish): OfficialDocument {
  const { writing, receivedAt, agencyId, state } = wish
  const id = `D-in-${agencyId.slice(2)}-${String(part.documents.length + 1).padStart(5, '0')}`
  const registered = state === 'arrived' || state === 'refused' ? null : nextRegister(world, agencyId, receivedAt)
  const value = OfficialDocument.parse({
    ...facts(writing), id, direction: 'in', receivedAt: utc(receivedAt), dueAt: dueDay(writing.dueAt), state, rev: 1,
    register: registered === null ? null : { book: `Sổ văn bản đến năm ${dayOf(receivedAt).slice(0, 4)}`, number: registered },
    addressees: [{ agencyId, purpose: writing.tone === 'report' ? 'to-report' : writing.tone === 'note' ? 'to-know' : 'to-do' }], attachments: wish.attachments,
    statuses: REACHED[state].map((code, step) => ({ agencyId, code, at: utc(Math.min(receivedAt + step * 25 * MINUTE_MS, world.now - MINUTE_MS)), by: step === 0 ? null : wish.clerkId, note: null })),
  })
  part.documents.push({ agencyId, sourceId: wish.sourceId ?? null, value })
  wish.holders.forEach((holder, index) => part.tasks.push(Task.parse({
    id: `T-${id.slice(2)}-${index + 1}`, documentId: id, officerId: holder.officerId, role: holder.role, assignedBy: wish.note?.by ?? null,
    assignedAt: utc(receivedAt + (holder.role === 'clerk' ? 0 : Math.min(50 * MINUTE_MS, Math.max(0, world.now - receivedAt) / 2))),
    dueAt: dueDay(holder.dueAt ?? wish.note?.dueAt ?? writing.dueAt), state: holder.state, rev: 1, keywords: holder.isSeen ? { $seen: true } : {},
  })))
  part.actions.push(...trailOf(world, id, wish, registered))
  return value
}

/** What is the same on the sender's and the receiver's copy. */
export function facts(writing: Writing) {
  const { issuer, signatory } = writing
  return {
    kind: writing.kind, number: writing.number, notation: writing.notation, subject: subjectOf(writing),
    summary: writing.points[0] ?? null, issuerId: issuer.agencyId, issuerName: issuer.spokenName,
    signers: [{ capacity: signatory.capacity, position: signatory.position, fullName: signatory.fullName }],
    issuedAt: writing.number === null ? null : dayOf(writing.issuedAt), urgency: writing.urgency,
  }
}

function nextRegister(world: World, agencyId: string, at: number): string {
  const key = `register|${agencyId}|${dayOf(at).slice(0, 4)}`
  // Our two years begin in November: that year's book was by then well filled.
  const first = world.lastNumbers.size > 0 && dayOf(at).slice(5) > '10-31' && !world.lastNumbers.has(key) ? 1_090 : 0
  const number = (world.lastNumbers.get(key) ?? first) + 1
  world.lastNumbers.set(key, number)
  return String(number).padStart(2, '0')
}

function trailOf(world: World, documentId: string, wish: IncomingWish, registered: string | null): Action[] {
  const bounded = (at: number) => utc(Math.min(at, world.now - MINUTE_MS))
  const base = { clientRef: null, documentId, bulletinId: null, taskId: null, toOfficerIds: [], assignees: [], toAgencyIds: [], text: null, dueAt: null, attachments: [], result: null }
  const trail: Action[] = []
  const add = (action: Partial<Action> & { verb: string; by: string; at: string }) => trail.push({ ...base, id: `C-${documentId.slice(2)}-${trail.length + 1}`, ...action })
  if (wish.state === 'arrived') return trail
  if (wish.state === 'refused') add({ verb: 'refuse', by: wish.clerkId, at: bounded(wish.receivedAt + 25 * MINUTE_MS), text: 'Chữ ký số không hợp lệ; đề nghị nơi gửi kiểm tra và gửi lại.' })
  else add({ verb: 'receive', by: wish.clerkId, at: bounded(wish.receivedAt + 12 * MINUTE_MS), result: { number: registered } })
  if (wish.note != null) {
    const assignees = wish.holders.filter(({ role }) => role === 'lead' || role === 'join' || role === 'know').map(({ officerId, role }) => ({ officerId, role }))
    add({ verb: 'assign', by: wish.note.by, at: bounded(wish.receivedAt + 45 * MINUTE_MS), text: wish.note.text, dueAt: dueDay(wish.note.dueAt), assignees })
  }
  const lead = wish.holders.find(({ role }) => role === 'lead') ?? wish.holders[0]
  if (wish.state === 'completed' && lead !== undefined) add({ verb: 'complete', by: lead.officerId, at: bounded(wish.receivedAt + 3 * 86_400_000), text: wish.doneText ?? 'Đã xử lý xong.' })
  return trail
}
