import type { DocumentDetail } from '../../shared/contract/documents.ts'
import { PREPARED } from '../../shared/model/signing-act.ts'
import type { Verb } from '../../shared/model/words.ts'
import { mainFiles } from './verdict-line.ts'

/** An act that the desk can offer: a verb of the province, or one of ours that leads to some. */
export type ActId = Verb | 'sign-document' | 'sign-and-send' | 'reply' | 'edit' | StampAct
/** Acts of NĐ 30/2020 that sign a file: each leads to a verb that the server allows. */
export type StampAct = 'seal-and-dispatch' | 'stamp-incoming' | 'sign-comment' | 'sign-copy'
export interface ChosenActs {
  /** Null where the app would not stand behind the act (mock/README.md, principle 3). */
  readonly primary: ActId | null
  readonly shown: readonly ActId[]
  readonly more: readonly ActId[]
}

/** What is most wanted first. Verbs that this version has no form for are not offered. */
const ORDER: readonly ActId[] = [
  'sign-and-send', 'sign-document', 'number', 'seal-and-dispatch', 'dispatch', 'receive', 'assign', 'edit', 'reply', 'submit', 'forward', 'complete', 'agree-recall', 'decline-recall', 'comment', 'sign-comment', 'stamp-incoming', 'sign-copy', 'return', 'refuse', 'recall',
]
/** Never the one blue button: they end or undo something. */
const NEVER_PRIMARY: ReadonlySet<ActId> = new Set<ActId>(['return', 'refuse', 'recall', 'comment', 'sign-comment', 'stamp-incoming', 'sign-copy', 'agree-recall', 'decline-recall'])
const MOST_SHOWN = 3

type Asked = Pick<DocumentDetail, 'can' | 'row' | 'maySignAndSend' | 'pending' | 'attachments' | 'document'> & { readonly trusted: boolean }

/** The acts of this moment, from what the server allows (`can`), never from rules of our own. Pure. */
export function chooseActions(asked: Asked): ChosenActs {
  const { can, row, maySignAndSend, pending, trusted } = asked
  const underWay = new Set(pending.filter(({ state }) => state !== 'done' && state !== 'discarded').map(({ verb }) => verb))
  const allowed = new Set<string>(can.filter(verb => !underWay.has(verb)))
  if (allowed.delete('approve')) allowed.add(maySignAndSend ? 'sign-and-send' : 'sign-document')
  if (row.direction === 'in' && row.taskState !== null && row.state !== 'refused') allowed.add('reply')
  if (row.direction === 'draft' && row.state === 'drafting') allowed.add('edit')
  for (const act of stampsOf(asked, allowed)) allowed.add(act)
  const acts = ORDER.filter(act => allowed.has(act))
  // A reply is for who works on the paper; a clerk who is to receive it, or a leader who is to assign it, finds it under "Thêm".
  // To send without the agency's seal is for papers that were sealed by other means (NĐ 30/2020, Điều 32).
  const answering = row.taskRole === 'lead' || row.taskRole === 'join'
  const last: readonly ActId[] = [...(answering ? [] : ['reply' as const]), ...(acts.includes('seal-and-dispatch') ? ['dispatch' as const] : [])]
  const ordered = [...acts.filter(act => !last.includes(act)), ...acts.filter(act => last.includes(act))]
  const first = ordered[0]
  const standsBehind = trusted || row.direction !== 'in'
  return {
    primary: first && standsBehind && !NEVER_PRIMARY.has(first) ? first : null,
    shown: ordered.slice(0, MOST_SHOWN), more: ordered.slice(MOST_SHOWN),
  }
}

/** What the state of the paper itself lets be signed on it, by a verb that is allowed now. */
function stampsOf({ row, attachments, document }: Asked, allowed: ReadonlySet<string>): StampAct[] {
  const main = mainFiles(attachments)
  if (main.length === 0) return []
  const isSealed = main.some(file => file.report?.signatures.some(({ field }) => field === PREPARED.seal))
  const isClerk = row.taskRole === 'clerk'
  const isRegistered = row.direction === 'in' && document.register?.number != null
  const acts: StampAct[] = []
  if (allowed.has('dispatch') && !isSealed) acts.push('seal-and-dispatch')
  if (!allowed.has('comment')) return acts
  if (row.direction === 'in' && allowed.has('assign')) acts.push('sign-comment')
  if (isRegistered && isClerk) acts.push('stamp-incoming')
  if (isClerk && (isRegistered || row.direction === 'out') && document.number !== null) acts.push('sign-copy')
  return acts
}
