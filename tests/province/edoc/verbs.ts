import type { Officer, OfficialDocument, Task } from '../../../shared/model/edoc.ts'
import type { Direction, DocumentState, Role, StatusCode, Verb } from '../../../shared/model/words.ts'
import type { ActionInput } from './action-input.ts'
import * as effect from './effects.ts'

/** Everything a move is judged by, gathered beforehand. */
export interface Situation {
  readonly doc: OfficialDocument
  /** The agency whose copy this is. */
  readonly agencyId: string
  readonly sourceId: string | null
  readonly tasks: readonly Task[]
  readonly actor: Actor
  /** Active officers of the agency with what they are now. */
  readonly colleagues: readonly Colleague[]
  /** The newest status code of this agency, which tells whether a recall waits for an answer. */
  readonly lastStatus: string | null
}
export interface Colleague { readonly id: string, readonly roles: ReadonlySet<Role>, readonly certSerials: Officer['certSerials'] }
export interface Actor { readonly id: string, readonly agencyId: string, readonly roles: ReadonlySet<Role>, readonly hasSigned: boolean }

/** What a move does, decided without touching anything. */
export interface Plan {
  readonly patch?: Partial<Pick<OfficialDocument, 'state' | 'direction'>>
  readonly open?: readonly TaskOpening[]
  /** The new state of a task that is there, null to leave it. */
  readonly settle?: (task: Task) => Task['state'] | null
  readonly report?: readonly StatusCode[]
  readonly deliverTo?: readonly string[]
  readonly askBack?: boolean
  readonly takesNumber?: 'out' | 'in'
}
export interface TaskOpening { readonly officerId: string, readonly role: string, readonly dueAt: string | null }

export interface VerbRule {
  readonly verb: Verb
  readonly on: readonly Direction[]
  /** Null: any state. */
  readonly from: readonly DocumentState[] | null
  readonly who: (situation: Situation) => boolean
  readonly needs: readonly ('text' | 'main-file' | 'assignees' | 'colleagues' | 'agencies')[]
  /** Whether attachments go into the document, and whether they may replace what was signed (never: they may only grow). */
  readonly files: 'into-action' | 'replace' | 'grow'
  readonly checksSignatures?: true
  /** Says nothing new about the document: what others decided on its revision still holds. */
  readonly keepsRev?: true
  readonly plan: (situation: Situation, input: ActionInput) => Plan
}

const OUTGOING: readonly Direction[] = ['draft', 'out']
const INCOMING: readonly Direction[] = ['in']
const EVERY: readonly Direction[] = ['draft', 'out', 'in']

const isAuthor = ({ doc, actor }: Situation): boolean => doc.authorId === actor.id
const is = (...roles: readonly Role[]) => ({ actor, agencyId }: Situation): boolean => actor.agencyId === agencyId && roles.some(role => actor.roles.has(role))
const holds = (role: string | null) => ({ tasks, actor }: Situation): boolean =>
  tasks.some(task => task.officerId === actor.id && task.state !== 'cancelled' && (role === null || (task.role === role && task.state === 'open')))
const either = (a: VerbRule['who'], b: VerbRule['who']): VerbRule['who'] => situation => a(situation) || b(situation)
const both = (a: VerbRule['who'], b: VerbRule['who']): VerbRule['who'] => situation => a(situation) && b(situation)
const isAskedBack = ({ lastStatus }: Situation): boolean => lastStatus === '13'

/** The table of protocol.md, one row a line: who may, on what, from which state, carrying what, to which effect. */
export const VERB_RULES: readonly VerbRule[] = [
  { verb: 'submit', on: OUTGOING, from: ['drafting'], who: either(isAuthor, is('unit-head')), needs: [], files: 'replace', plan: effect.submit },
  { verb: 'sign', on: OUTGOING, from: ['submitted'], who: is('unit-head'), needs: ['main-file'], files: 'grow', plan: effect.sign },
  { verb: 'approve', on: OUTGOING, from: ['submitted'], who: is('leader'), needs: ['main-file'], files: 'grow', plan: effect.approve },
  { verb: 'return', on: OUTGOING, from: ['submitted', 'approved'], who: is('unit-head', 'leader', 'clerk'), needs: ['text'], files: 'into-action', plan: effect.giveBack },
  { verb: 'number', on: OUTGOING, from: ['approved'], who: is('clerk'), needs: [], files: 'into-action', plan: effect.takeNumber },
  { verb: 'dispatch', on: OUTGOING, from: ['numbered'], who: is('clerk'), needs: ['agencies'], files: 'grow', checksSignatures: true, plan: effect.dispatch },
  { verb: 'recall', on: OUTGOING, from: ['dispatched'], who: is('clerk'), needs: ['text'], files: 'into-action', plan: effect.recall },
  { verb: 'evidence', on: OUTGOING, from: ['approved', 'numbered', 'dispatched'], who: ({ actor }) => actor.hasSigned, needs: ['main-file'], files: 'grow', keepsRev: true, plan: () => ({}) },
  { verb: 'receive', on: INCOMING, from: ['arrived'], who: is('clerk'), needs: [], files: 'into-action', plan: effect.receive },
  { verb: 'refuse', on: INCOMING, from: ['arrived'], who: is('clerk'), needs: ['text'], files: 'into-action', plan: effect.refuse },
  { verb: 'submit', on: INCOMING, from: ['received'], who: is('clerk'), needs: [], files: 'into-action', plan: effect.submitIncoming },
  { verb: 'return', on: INCOMING, from: ['submitted'], who: is('unit-head', 'leader'), needs: ['text'], files: 'into-action', plan: effect.giveBackIncoming },
  { verb: 'assign', on: INCOMING, from: ['received', 'submitted', 'assigned'], who: is('leader', 'unit-head'), needs: ['assignees'], files: 'into-action', plan: effect.assign },
  { verb: 'complete', on: INCOMING, from: ['assigned'], who: holds('lead'), needs: [], files: 'into-action', plan: effect.complete },
  { verb: 'agree-recall', on: INCOMING, from: ['arrived', 'received', 'submitted', 'assigned', 'completed'], who: both(is('clerk'), isAskedBack), needs: [], files: 'into-action', plan: effect.agreeRecall },
  { verb: 'decline-recall', on: INCOMING, from: ['arrived', 'received', 'submitted', 'assigned', 'completed'], who: both(is('clerk'), isAskedBack), needs: ['text'], files: 'into-action', plan: effect.declineRecall },
  { verb: 'forward', on: EVERY, from: null, who: holds(null), needs: ['colleagues'], files: 'into-action', plan: effect.forward },
  { verb: 'comment', on: EVERY, from: null, who: () => true, needs: [], files: 'into-action', plan: () => ({}) },
]
