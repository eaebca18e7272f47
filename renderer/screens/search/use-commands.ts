import { CircleHelp, Cpu, FilePenLine, Inbox, PenLine, RefreshCw, Send, Settings, Stethoscope, Upload, type LucideIcon } from 'lucide-react'
import { useStore } from 'zustand'
import { useDesk, useText } from '../../state/context.tsx'
import { highlight } from '../../state/highlight.ts'
import { NEW_COMPOSING } from '../../state/place.ts'
import { runCommand } from '../desk/run-command.ts'

export interface PaletteCommand { readonly id: string; readonly label: string; readonly icon: LucideIcon; readonly keys?: string; readonly run: () => void }

/** Commands whose name holds what was typed, with or without diacritics; all of them while nothing is typed. */
export function useCommands(typed: string): readonly PaletteCommand[] {
  const desk = useDesk()
  const { place, status } = desk
  const text = useText()
  const isReading = useStore(place.store, state => state.documentId !== null && state.composing === null)
  const commands: readonly PaletteCommand[] = [
    { id: 'compose', label: text.rail.compose, icon: FilePenLine, keys: 'C', run: () => place.compose(NEW_COMPOSING) },
    ...(isReading ? [{ id: 'sign', label: text.palette.sign, icon: PenLine, keys: 'S', run: () => runCommand(desk, 'sign') }] : []),
    { id: 'inbox', label: text.boxes.inbox, icon: Inbox, keys: 'G I', run: () => place.go('inbox') }, { id: 'to-sign', label: text.boxes['to-sign'], icon: PenLine, keys: 'G W', run: () => place.go('to-sign') },
    { id: 'drafts', label: text.boxes.drafts, icon: FilePenLine, keys: 'G D', run: () => place.go('drafts') },
    { id: 'outgoing', label: text.boxes.outgoing, icon: Send, keys: 'G O', run: () => place.go('outgoing') }, { id: 'outbox', label: text.boxes.outbox, icon: Upload, keys: 'G Q', run: () => place.go('outbox') },
    { id: 'sync', label: text.sync.now, icon: RefreshCw, run: status.syncNow }, { id: 'settings', label: text.rail.settings, icon: Settings, keys: 'Ctrl ,', run: () => place.show({ kind: 'settings', page: 'general' }) },
    { id: 'signing', label: text.palette.signing, icon: Cpu, run: () => place.show({ kind: 'settings', page: 'signing' }) }, { id: 'diagnostics', label: text.palette.diagnostics, icon: Stethoscope, run: () => place.show({ kind: 'settings', page: 'diagnostics' }) },
    { id: 'help', label: text.help.title, icon: CircleHelp, keys: '?', run: () => place.show({ kind: 'help' }) },
  ]
  return typed.trim() === '' ? commands : commands.filter(({ label }) => holdsAll(label, typed))
}

/** Every word that was typed begins a word of the name. */
function holdsAll(label: string, typed: string): boolean {
  return typed.trim().split(/\s+/).every(word => highlight(label.normalize('NFC'), word).length > 0)
}
