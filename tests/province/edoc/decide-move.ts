import type { Verb } from '../../../shared/model/words.ts'
import { SetFailure } from '../jmap/failure.ts'
import { wireInstant } from '../../../shared/model/vietnam-time.ts'
import type { ActionInput } from './action-input.ts'
import { type Situation, VERB_RULES, type VerbRule } from './verbs.ts'

/**
 * The rule by which a move is allowed; throws SetFailure when it is not: `forbidden` for who may never, `conflict` when
 * the document has moved on, `invalidProperties` for what the move does not carry.
 */
export function decideMove(situation: Situation, input: ActionInput): VerbRule {
  const { doc } = situation
  const rules = VERB_RULES.filter(rule => rule.verb === input.verb && rule.on.includes(doc.direction))
  if (!VERB_RULES.some(rule => rule.verb === input.verb)) refuse('invalidProperties', 'verb')
  if (input.expectRev !== null && input.expectRev !== undefined && input.expectRev !== doc.rev) conflict(situation)
  const allowed = rules.filter(rule => rule.who(situation))
  if (allowed.length === 0) throw new SetFailure('forbidden', `${input.verb} is not for this officer or not for this document`)
  const rule = allowed.find(({ from }) => from === null || (from as readonly string[]).includes(doc.state))
  if (rule === undefined) return conflict(situation)
  for (const need of rule.needs) requireNeed(need, situation, input)
  requireColleagues(situation, input)
  if (input.dueAt !== null && input.dueAt !== undefined && wireInstant(input.dueAt) === null) refuse('invalidProperties', 'dueAt')
  if (rule.verb === 'comment' && isBlank(input.text) && input.attachments.length === 0) refuse('invalidProperties', 'text')
  return rule
}

/** The verbs this officer may use on the document at this moment: `Task.can`. */
export function verbsOf(situation: Situation): Verb[] {
  const { direction, state } = situation.doc
  const allowed = VERB_RULES.filter(rule => rule.on.includes(direction) && (rule.from === null || (rule.from as readonly string[]).includes(state)) && rule.who(situation))
  return [...new Set(allowed.map(({ verb }) => verb))]
}

function requireNeed(need: VerbRule['needs'][number], { doc }: Situation, input: ActionInput): void {
  switch (need) {
    case 'text': return isBlank(input.text) ? refuse('invalidProperties', 'text') : undefined
    case 'main-file': return input.attachments.some(({ role }) => role === 'main') ? undefined : refuse('invalidProperties', 'attachments')
    case 'assignees': return input.assignees.length > 0 ? undefined : refuse('invalidProperties', 'assignees')
    case 'colleagues': return input.toOfficerIds.length + input.assignees.length > 0 ? undefined : refuse('invalidProperties', 'toOfficerIds')
    case 'agencies': return input.toAgencyIds.length + doc.addressees.length > 0 ? undefined : refuse('invalidProperties', 'toAgencyIds')
  }
}

/** Work is given inside one's own agency only; between agencies documents are dispatched. */
function requireColleagues({ colleagues }: Situation, input: ActionInput): void {
  const known = new Set(colleagues.map(({ id }) => id))
  if (input.toOfficerIds.some(id => !known.has(id))) refuse('invalidProperties', 'toOfficerIds')
  if (input.assignees.some(({ officerId }) => !known.has(officerId))) refuse('invalidProperties', 'assignees')
  if (input.assignees.filter(({ role }) => role === 'lead').length > 1) refuse('invalidProperties', 'assignees')
}

const isBlank = (text: string | null | undefined): boolean => (text ?? '').trim() === ''

function refuse(type: 'invalidProperties', property: string): never {
  throw new SetFailure(type, property, { properties: [property] })
}

function conflict({ doc }: Situation): never {
  throw new SetFailure('conflict', `the document is ${doc.state} at rev ${doc.rev}`, { rev: doc.rev })
}
