import { ShieldX } from 'lucide-react'
import type { SigningAct } from '../../../shared/model/signing-act.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { useDesk, useText } from '../../state/context.tsx'
import css from './moves.module.css'

interface Props { readonly documentIds: readonly string[]; readonly invalid: readonly string[]; readonly act: SigningAct; readonly onClose: () => void }

/** Before a lot is signed in which some papers carry a signature that is not valid: they stay behind unless meant. */
export function AskBatch({ documentIds, invalid, act, onClose }: Props) {
  const { place } = useDesk()
  const text = useText()
  const others = documentIds.filter(id => !invalid.includes(id))
  const sign = (ids: readonly string[]) => place.show({ kind: 'sign', documentIds: ids, act })
  return (
    <Dialog
      title={text.moves.askTitle} onClose={onClose}
      foot={<>
        {others.length > 0 && <Button look="primary" autoFocus onPress={() => sign(others)}>{text.moves.leaveOut(others.length)}</Button>}
        <Button onPress={onClose} autoFocus={others.length === 0}>{text.common.cancel}</Button>
        <span className={css.aside}><Button look="danger" onPress={() => sign(documentIds)}>{text.moves.stillAll}</Button></span>
      </>}
    >
      <p className={`${css.warn} ${css.bad}`} role="alert"><ShieldX aria-hidden size={18} strokeWidth={1.5} />{text.moves.askBatch(invalid.length, documentIds.length)}</p>
    </Dialog>
  )
}
