import { Dialog } from '../../parts/dialog.tsx'
import { useText } from '../../state/context.tsx'

/** Ctrl+K: documents, commands, people and agencies. */
export function SearchPalette({ onClose }: { onClose: () => void }) {
  return <Dialog title={useText().titleBar.search} onClose={onClose}>{null}</Dialog>
}
