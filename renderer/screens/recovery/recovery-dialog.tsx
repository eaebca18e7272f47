import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { useText } from '../../state/context.tsx'
import { RecoveryCode } from './recovery-code.tsx'

/** After the first sign-in: the moment to put a code away. Nothing depends on it now, so it may be left for later. */
export function RecoveryDialog({ onClose }: { readonly onClose: () => void }) {
  const text = useText().recovery
  return <Dialog title={text.title} onClose={onClose} foot={<Button onPress={onClose}>{text.done}</Button>}><RecoveryCode /></Dialog>
}
