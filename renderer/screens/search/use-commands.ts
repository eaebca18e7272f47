import { FilePenLine, Inbox, RefreshCw, Send, Settings, Upload, PenLine, type LucideIcon } from 'lucide-react'
import { useDesk, useText } from '../../state/context.tsx'
import { NEW_COMPOSING } from '../../state/place.ts'
import { fold } from '../../pdf-frame/fold.ts'

export interface PaletteCommand { readonly id: string; readonly label: string; readonly icon: LucideIcon; readonly run: () => void }

/** Commands whose name holds what was typed, with or without diacritics; all of them while nothing is typed. */
export function useCommands(typed: string): readonly PaletteCommand[] {
  const { place, status } = useDesk()
  const text = useText()
  const commands: readonly PaletteCommand[] = [
    { id: 'compose', label: text.rail.compose, icon: FilePenLine, run: () => place.compose(NEW_COMPOSING) },
    { id: 'inbox', label: text.boxes.inbox, icon: Inbox, run: () => place.go('inbox') }, { id: 'to-sign', label: text.boxes['to-sign'], icon: PenLine, run: () => place.go('to-sign') },
    { id: 'outgoing', label: text.boxes.outgoing, icon: Send, run: () => place.go('outgoing') }, { id: 'outbox', label: text.boxes.outbox, icon: Upload, run: () => place.go('outbox') },
    { id: 'sync', label: text.sync.now, icon: RefreshCw, run: status.syncNow }, { id: 'settings', label: text.rail.settings, icon: Settings, run: () => place.show({ kind: 'settings', page: 'general' }) },
  ]
  const wanted = fold(typed, true).text.trim()
  return commands.filter(({ label }) => fold(label, true).text.includes(wanted))
}
