import { Dialog } from '../../parts/dialog.tsx'
import { useText } from '../../state/context.tsx'

/** Cài đặt and Chẩn đoán. */
export function SettingsDialog({ onClose }: { page: 'general' | 'diagnostics'; onClose: () => void }) {
  return <Dialog title={useText().rail.settings} onClose={onClose}>{null}</Dialog>
}
