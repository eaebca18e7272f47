import type { DocumentDetail } from '../../shared/contract/documents.ts'
import type { Verb } from '../../shared/model/words.ts'

/** An act that the desk can offer: a verb of the province, or one of ours that leads to some. */
export type ActId = Verb | 'sign-document' | 'sign-and-send' | 'reply' | 'edit'
export interface ChosenActs {
  /** Null where the app would not stand behind the act (mock/README.md, principle 3). */
  readonly primary: ActId | null
  readonly shown: readonly ActId[]
  readonly more: readonly ActId[]
}

/** What is most wanted first. Verbs that this version has no form for are not offered. */
const ORDER: readonly ActId[] = [
  'sign-and-send', 'sign-document', 'number', 'dispatch', 'receive', 'assign', 'edit', 'reply', 'submit', 'forward', 'complete', 'agree-recall', 'decline-recall', 'comment', 'return', 'refuse', 'recall',
]
/** Never the one blue button: they end or undo something. */
const NEVER_PRIMARY: ReadonlySet<ActId> = new Set<ActId>(['return', 'refuse', 'recall', 'comment', 'agree-recall', 'decline-recall'])
const MOST_SHOWN = 3

type Asked = Pick<DocumentDetail, 'can' | 'row' | 'maySignAndSend' | 'pending'> & { readonly trusted: boolean }

/** The acts of this moment, from what the server allows (`can`), never from rules of our own. Pure. */
export function chooseActions({ can, row, maySignAndSend, pending, trusted }: Asked): ChosenActs {
  const underWay = new Set(pending.filter(({ state }) => state !== 'done' && state !== 'discarded').map(({ verb }) => verb))
  const allowed = new Set<string>(can.filter(verb => !underWay.has(verb)))
  if (allowed.delete('approve')) allowed.add(maySignAndSend ? 'sign-and-send' : 'sign-document')
  if (row.direction === 'in' && row.taskState !== null && row.state !== 'refused') allowed.add('reply')
  if (row.direction === 'draft' && row.state === 'drafting') allowed.add('edit')
  const acts = ORDER.filter(act => allowed.has(act))
  // A reply is for who works on the paper; a clerk who is to receive it, or a leader who is to assign it, finds it under "Thêm".
  const answering = row.taskRole === 'lead' || row.taskRole === 'join'
  const ordered = answering ? acts : [...acts.filter(act => act !== 'reply'), ...acts.filter(act => act === 'reply')]
  const first = ordered[0]
  const standsBehind = trusted || row.direction !== 'in'
  return {
    primary: first && standsBehind && !NEVER_PRIMARY.has(first) ? first : null,
    shown: ordered.slice(0, MOST_SHOWN), more: ordered.slice(MOST_SHOWN),
  }
}
