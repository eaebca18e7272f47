import { ArrowUp, Ban, CircleCheck, Copy, CornerUpRight, FilePenLine, Hash, Inbox, MessageSquareText, PenLine, Reply, RotateCcw, Send, Undo2, Signature, Stamp, UserRoundCheck, type LucideIcon } from 'lucide-react'
import type { ActId } from '../../state/choose-actions.ts'
import type { Catalogue } from '../../text/index.ts'

const ICONS: Partial<Record<ActId, LucideIcon>> = {
  'sign-document': PenLine, 'sign-and-send': PenLine, reply: Reply, edit: FilePenLine, submit: ArrowUp, comment: MessageSquareText, return: Undo2, number: Hash, dispatch: Send, receive: Inbox, refuse: Ban,
  assign: UserRoundCheck, forward: CornerUpRight, complete: CircleCheck, recall: RotateCcw, 'seal-and-dispatch': Stamp, 'stamp-incoming': Stamp, 'sign-comment': Signature, 'sign-copy': Copy,
}
const KEYS: Partial<Record<ActId, string>> = { 'sign-document': 'S', 'sign-and-send': 'S', 'seal-and-dispatch': 'S', reply: 'R', assign: 'A', complete: 'E' }

export const actIcon = (act: ActId): LucideIcon => ICONS[act] ?? CircleCheck
export const actKeys = (act: ActId): string | undefined => KEYS[act]

/** The act as its button says it. What asks for more before it happens ends in an ellipsis. */
export function actLabel(act: ActId, text: Catalogue): string {
  switch (act) {
    case 'sign-document': return text.reading.sign
    case 'sign-and-send': return text.reading.signAndSend
    case 'reply': return text.reading.reply
    case 'edit': return text.reading.edit
    case 'seal-and-dispatch': case 'stamp-incoming': case 'sign-comment': case 'sign-copy': return text.acts.offer[act]
    case 'return': case 'refuse': case 'recall': return `${text.verbs[act]}…`
    default: return text.verbs[act] ?? act
  }
}
