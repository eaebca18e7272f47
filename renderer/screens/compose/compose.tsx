import { Dialog } from '../../parts/dialog.tsx'
import { useText } from '../../state/context.tsx'

/** Soạn văn bản: a new draft, an own draft again, or a reply. */
export function Compose({ onClose }: { documentId: string | null; replyTo: string | null; onClose: () => void }) {
  return <Dialog title={useText().rail.compose} onClose={onClose}>{null}</Dialog>
}
