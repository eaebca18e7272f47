import type { Task } from '../../../shared/model/edoc.ts'
import type { Role } from '../../../shared/model/words.ts'
import type { ActionInput } from './action-input.ts'
import type { Plan, Situation, TaskOpening } from './verbs.ts'

/** The effect of each verb as a plan: what becomes of the document, of its tasks, and what others are told. */

const done = (...roles: readonly string[]) => (task: Task) => task.state === 'open' && (roles.length === 0 || roles.includes(task.role)) ? 'done' : null
const ownDone = (officerId: string) => (task: Task) => task.officerId === officerId && task.state === 'open' ? 'done' : null

function having(situation: Situation, role: Role): string[] {
  return situation.colleagues.filter(({ roles }) => roles.has(role)).map(({ id }) => id)
}

function opening(officerIds: readonly string[], role: string, dueAt: string | null | undefined): TaskOpening[] {
  return [...new Set(officerIds)].map(officerId => ({ officerId, role, dueAt: dueAt ?? null }))
}

/** Those named, or every leader of the agency when none is. */
function leadersFor(situation: Situation, input: ActionInput): readonly string[] {
  const named = [...input.toOfficerIds, ...input.assignees.map(({ officerId }) => officerId)]
  return named.length > 0 ? named : having(situation, 'leader')
}

export function submit(situation: Situation, input: ActionInput): Plan {
  return { patch: { state: 'submitted' }, settle: done(), open: opening(leadersFor(situation, input), 'sign', input.dueAt) }
}

export function sign(situation: Situation, input: ActionInput): Plan {
  const hasLeader = situation.tasks.some(task => task.role === 'sign' && task.state === 'open' && having(situation, 'leader').includes(task.officerId))
  const next = input.toOfficerIds.length > 0 || !hasLeader ? leadersFor(situation, input) : []
  return { patch: { state: 'submitted' }, settle: ownDone(situation.actor.id), open: opening(next, 'sign', input.dueAt) }
}

export function approve(situation: Situation, input: ActionInput): Plan {
  return { patch: { state: 'approved' }, settle: done('sign'), open: opening(having(situation, 'clerk'), 'clerk', input.dueAt) }
}

export function giveBack({ doc }: Situation): Plan {
  return {
    patch: { state: 'drafting' }, settle: task => task.state === 'open' || task.role === 'sign' ? 'returned' : null,
    open: doc.authorId === null ? [] : opening([doc.authorId], 'lead', null),
  }
}

export function takeNumber(): Plan {
  return { patch: { state: 'numbered', direction: 'out' }, takesNumber: 'out' }
}

export function dispatch({ doc }: Situation, input: ActionInput): Plan {
  const named = input.toAgencyIds.length > 0 ? input.toAgencyIds : doc.addressees.map(({ agencyId }) => agencyId)
  return { patch: { state: 'dispatched' }, settle: done('clerk'), deliverTo: [...new Set(named)] }
}

export function recall(): Plan {
  return { patch: { state: 'recall-requested' }, askBack: true }
}

export function receive(): Plan {
  return { patch: { state: 'received' }, takesNumber: 'in', report: ['03'] }
}

export function refuse(): Plan {
  return { patch: { state: 'refused' }, settle: done(), report: ['02'] }
}

export function submitIncoming(situation: Situation, input: ActionInput): Plan {
  return { patch: { state: 'submitted' }, settle: done('clerk'), open: opening(leadersFor(situation, input), 'lead', input.dueAt) }
}

export function giveBackIncoming(situation: Situation): Plan {
  return { patch: { state: 'received' }, settle: task => task.state === 'open' ? 'returned' : null, open: opening(having(situation, 'clerk'), 'clerk', null) }
}

export function assign(situation: Situation, input: ActionInput): Plan {
  const open = input.assignees.map(({ officerId, role }) => ({ officerId, role, dueAt: input.dueAt ?? situation.doc.dueAt }))
  const settle = (task: Task) => task.state === 'open' && (task.officerId === situation.actor.id || task.role === 'clerk') ? 'done' : null
  return { patch: { state: 'assigned' }, settle, open, report: situation.doc.state === 'assigned' ? [] : ['04', '05'] }
}

export function complete(): Plan {
  return { patch: { state: 'completed' }, settle: done('lead', 'join'), report: ['06'] }
}

export function agreeRecall(): Plan {
  return { patch: { state: 'recalled' }, settle: task => task.state === 'open' ? 'cancelled' : null, report: ['15'] }
}

export function declineRecall(): Plan {
  return { report: ['16'] }
}

/** A colleague who has a task on the document already keeps it as it is. */
export function forward({ tasks }: Situation, input: ActionInput): Plan {
  const roles = new Map(input.assignees.map(({ officerId, role }) => [officerId, role]))
  const named = new Set([...input.toOfficerIds, ...roles.keys()])
  const held = new Set(tasks.filter(({ state }) => state === 'open').map(({ officerId }) => officerId))
  return { open: [...named].filter(id => !held.has(id)).map(officerId => ({ officerId, role: roles.get(officerId) ?? 'know', dueAt: input.dueAt ?? null })) }
}
