import { useStore } from 'zustand'
import { useDesk } from '../../state/context.tsx'
import { AskBatch } from '../moves/ask-batch.tsx'
import { AskInvalid } from '../moves/ask-invalid.tsx'
import { MoveDialog } from '../moves/move-dialog.tsx'
import { DiscardDialog } from '../outbox/discard-dialog.tsx'
import { RecoveryDialog } from '../recovery/recovery-dialog.tsx'
import { SearchPalette } from '../search/search-palette.tsx'
import { SettingsDialog } from '../settings/settings-dialog.tsx'
import { SignDialog } from '../sign/sign-dialog.tsx'
import { HelpDialog } from './help-dialog.tsx'

/** What lies over the desk, one at a time. */
export function Panels() {
  const { place } = useDesk()
  const panel = useStore(place.store, state => state.panel)
  switch (panel?.kind) {
    case undefined: return null
    case 'sign': return <SignDialog documentIds={panel.documentIds} act={panel.act ?? 'approve'} onClose={place.close} />
    case 'move': return <MoveDialog key={`${panel.verb} ${panel.documentId}`} verb={panel.verb} documentId={panel.documentId} onClose={place.close} />
    case 'ask-invalid': return <AskInvalid act={panel.act} documentId={panel.documentId} onClose={place.close} />
    case 'ask-batch': return <AskBatch {...panel} onClose={place.close} />
    case 'discard': return <DiscardDialog outboxId={panel.outboxId} onClose={place.close} />
    case 'search': return <SearchPalette onClose={place.close} />
    case 'settings': return <SettingsDialog page={panel.page} onClose={() => panel.after ? place.show(panel.after) : place.close()} />
    case 'recovery': return <RecoveryDialog onClose={place.close} />
    case 'help': return <HelpDialog onClose={place.close} />
  }
}
