import type { AttachmentView } from '../../shared/contract/documents.ts'
import type { ActId } from './choose-actions.ts'
import { mainFiles } from './verdict-line.ts'

/** Acts that build on the paper: its signature not being valid, they are asked about first. */
const BUILDS_ON: ReadonlySet<ActId> = new Set<ActId>([
  'receive', 'assign', 'forward', 'submit', 'complete', 'approve', 'number', 'dispatch', 'sign-document', 'sign-and-send', 'seal-and-dispatch', 'stamp-incoming', 'sign-comment', 'sign-copy',
])

/** True where the officer must say once more that they mean it. Pure. */
export function needsAsking(act: ActId, attachments: readonly AttachmentView[]): boolean {
  return BUILDS_ON.has(act) && worstFile(attachments)?.report?.verdict === 'invalid'
}

/** The file whose verdict speaks for the document where that is bad news; null where it is none. */
export function worstFile(attachments: readonly AttachmentView[]): AttachmentView | null {
  const files = mainFiles(attachments)
  for (const verdict of ['invalid', 'unreadable', 'indeterminate'] as const) {
    const found = files.find(({ report }) => report?.verdict === verdict)
    if (found) return found
  }
  return null
}
