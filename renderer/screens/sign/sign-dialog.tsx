import { useEffect, useState } from 'react'
import type { Output } from '../../../shared/contract/index.ts'
import type { Placement } from '../../../shared/contract/signing.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Quiet } from '../../parts/quiet.tsx'
import { useDesk, useText } from '../../state/context.tsx'
import { settle, type Loaded } from '../../state/loaded.ts'
import { CertificateCard } from './certificate-card.tsx'
import { NoChoice } from './no-choice.tsx'
import { SignBatch } from './sign-batch.tsx'
import { SignPage } from './sign-page.tsx'
import { AfterSigning, PinFoot } from './sign-side.tsx'
import { UnfitCertificates } from './unfit-certificates.tsx'
import { useSignChoices } from './use-sign-choices.ts'
import { useSigning } from './use-signing.ts'
import css from './sign.module.css'

type Prepared = Output<'signing.prepare'>

/** Ký: the pages left, the choices right, the PIN last; one button that says the act. */
export function SignDialog({ documentIds, onClose }: { documentIds: readonly string[]; onClose: () => void }) {
  const { api, status, toasts, list, clock, place: places } = useDesk()
  const text = useText()
  const signing = useSigning()
  const [prepared, setPrepared] = useState<Loaded<Prepared>>({ kind: 'loading' })
  const [moved, setMoved] = useState<Readonly<Record<string, Placement>>>({})
  const [shown, setShown] = useState(0)
  useEffect(() => {
    void settle(api.request('signing.prepare', { documentIds: [...documentIds] })).then(setPrepared)
    void status.lookForTokens()
  }, [api, status, documentIds])
  const { choices, chosen, choose, unfit } = useSignChoices()
  const ready = prepared.kind === 'ready' ? prepared.value : null
  // What one run has signed the next leaves out.
  const items = ready?.items.filter(({ problem, documentId }) => problem === null && signing.outcomes[documentId] !== null) ?? []
  const item = ready?.items[shown]
  const send = items.length > 0 && items.every(({ maySignAndSend }) => maySignAndSend)
  async function sign(pin: string): Promise<void> {
    if (!chosen) return
    const answer = await signing.run({
      tokenId: chosen.token.tokenId, certificate: chosen.certificate?.sha256 ?? null, followUp: send ? 'send' : 'approve',
      items: items.map(({ documentId, placement }) => ({ documentId, placement: moved[documentId] ?? placement })),
    }, pin)
    const signed = answer?.results.filter(result => result.problem === null) ?? []
    if (answer && signed.length > 0) toasts.tell({ kind: 'act', verb: 'approve', count: signed.length }, { outboxIds: signed.flatMap(({ outboxIds }) => outboxIds), until: Math.max(answer.notBefore, clock()) })
    if (!answer || signed.length < items.length) return
    list.dropPicked()
    onClose()
  }
  return (
    <Dialog title={text.sign.title(documentIds.length)} onClose={onClose} width="sign" dismissable={!signing.busy}>
      <div className={css.sides}>
        {item
          ? <SignPage key={item.documentId} item={item} image={ready?.image ?? null} place={moved[item.documentId] ?? item.placement} onPlace={to => setMoved(now => ({ ...now, [item.documentId]: to }))} onSetImage={() => places.show({ kind: 'settings', page: 'signing', after: { kind: 'sign', documentIds } })} />
          : <Quiet title={text.sign.preparing} picture={false} />}
        <div className={css.side}>
          <div className={css.scroll}>
            {prepared.kind === 'failed' && <ProblemNote problem={prepared.problem} />}
            {ready && <SignBatch items={ready.items} outcomes={signing.outcomes} shown={shown} onShow={setShown} />}
            {chosen ? <CertificateCard choices={choices} chosen={chosen} onChoose={choose} /> : <NoChoice />}
            <UnfitCertificates certificates={unfit} />
            {items.length > 0 && <AfterSigning items={items} send={send} />}
          </div>
          <PinFoot token={chosen?.token} count={ready ? items.length : documentIds.length} isReady={items.length > 0} send={send} signing={signing} onSign={sign} />
        </div>
      </div>
    </Dialog>
  )
}
