import type { BlobRef, OfficialDocument, Task } from '../../shared/model/edoc.ts'
import type { DocumentState, Verb } from '../../shared/model/words.ts'
import type { Effects } from '../store/outbox.ts'

/** Where a verb leads (protocol.md, table of verbs). Null: the state stays, or only the province knows. */
const NEXT_STATE: Readonly<Record<Verb, (direction: string) => DocumentState | null>> = {
  submit: () => 'submitted', comment: () => null, sign: () => null, approve: () => 'approved',
  return: direction => direction === 'in' ? 'received' : 'drafting', number: () => 'numbered', dispatch: () => 'dispatched',
  receive: () => 'received', refuse: () => 'refused', assign: () => 'assigned', forward: () => null, complete: () => 'completed',
  recall: () => 'recall-requested', 'agree-recall': () => 'recalled', 'decline-recall': () => null, replace: () => 'replaced', acknowledge: () => null, evidence: () => null,
}
/** Acts whose files replace the document's of the same role and name (protocol.md). */
const REPLACES_FILES: readonly string[] = ['submit', 'sign', 'approve', 'dispatch', 'evidence']
/** Acts after which this officer's task offers nothing until the province has said what comes next. */
const LEAVES_TASK: readonly string[] = ['comment', 'forward', 'acknowledge', 'evidence']

/** What an act lets the officer see at once. Which verbs come next is the server's to say, so meanwhile none is offered. */
export function decideEffects(verb: Verb, doc: OfficialDocument | null, task: Task | null, files: readonly BlobRef[]): Effects {
  const state = doc === null ? null : NEXT_STATE[verb](doc.direction)
  const attachments = doc !== null && files.length > 0 && REPLACES_FILES.includes(verb) ? { attachments: replaceFiles(doc.attachments, files) } : {}
  const patch = { ...(state === null ? {} : { state }), ...(verb === 'number' ? { direction: 'out' as const } : {}), ...attachments }
  return {
    born: null, document: Object.keys(patch).length === 0 ? null : patch,
    tasks: task === null || LEAVES_TASK.includes(verb) ? {} : { [task.id]: { can: [] } },
  }
}

/** The document's files with those replaced that have a successor of the same role and name; new ones behind. */
export function replaceFiles(before: readonly BlobRef[], after: readonly BlobRef[]): BlobRef[] {
  const isSuccessor = (old: BlobRef) => (file: BlobRef): boolean => file.role === old.role && file.name === old.name
  const kept = before.map(old => after.find(isSuccessor(old)) ?? old)
  return [...kept, ...after.filter(file => !before.some(old => isSuccessor(old)(file)))]
}
