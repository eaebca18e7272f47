import { useState } from 'react'
import { useStore } from 'zustand'
import type { Problem } from '../../../shared/problem.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useDesk, useText } from '../../state/context.tsx'
import { settle } from '../../state/loaded.ts'
import css from './outbox.module.css'

/** The question before something is not sent. Where the province has it already, that is told instead. */
export function DiscardDialog({ outboxId, onClose }: { outboxId: string; onClose: () => void }) {
  const { api, outbox } = useDesk()
  const text = useText().outbox
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<'already-sent' | Problem | null>(null)
  const item = useStore(outbox.store, ({ items }) => items.kind === 'ready' ? items.value.find(({ id }) => id === outboxId) : undefined)
  async function discard(): Promise<void> {
    setBusy(true)
    const answer = await settle(api.request('outbox.discard', { id: outboxId }))
    setBusy(false)
    if (answer.kind === 'failed') setTold(answer.problem)
    else if (answer.kind === 'ready' && answer.value.state === 'done') setTold('already-sent')
    else onClose()
  }
  const dependents = item?.dependents ?? 0
  return (
    <Dialog title={text.discardTitle} onClose={onClose} foot={<><Button look="danger" isDisabled={busy || told === 'already-sent'} onPress={() => void discard()}>{text.discardYes}</Button><Button onPress={onClose}>{text.discardNo}</Button></>}>
      <p>{text.discardText}</p>
      {dependents > 0 && <p>{text.discardDependents(dependents)}</p>}
      {told === 'already-sent' ? <p role="alert" className={css.calm}>{text.alreadySent}</p> : told && <ProblemNote problem={told} />}
    </Dialog>
  )
}
