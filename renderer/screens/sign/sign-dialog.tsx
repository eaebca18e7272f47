import { useEffect, useState } from 'react'
import type { Placement } from '../../../shared/contract/signing.ts'
import type { CopyKind, SigningAct } from '../../../shared/model/signing-act.ts'
import type { Verb } from '../../../shared/model/words.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Quiet } from '../../parts/quiet.tsx'
import { useDesk, useText } from '../../state/context.tsx'
import { decideFollowUp } from '../../state/suit-certificate.ts'
import { ActFields } from './act-fields.tsx'
import { CertificateCard } from './certificate-card.tsx'
import { isLockedItem, LockNote } from './lock-note.tsx'
import { MendNote } from './mend-note.tsx'
import { NoChoice } from './no-choice.tsx'
import { placeOf, shiftOf } from './place-of.ts'
import { SignBatch } from './sign-batch.tsx'
import { SignPage } from './sign-page.tsx'
import { AfterSigning, PinFoot } from './sign-side.tsx'
import { usePrepared } from './use-prepared.ts'
import { useRepairs } from './use-repairs.ts'
import { useSignChoices } from './use-sign-choices.ts'
import { useSigning } from './use-signing.ts'
import { UnfitCertificates } from './unfit-certificates.tsx'
import css from './sign.module.css'

interface Props { readonly documentIds: readonly string[]; readonly act: SigningAct; readonly onClose: () => void }

/** The verb by which the history tells an act. */
const VERB: Partial<Record<SigningAct, Verb>> = { approve: 'approve', issue: 'dispatch' }

/** Ký: the pages left, the choices right, the PIN last; one button that says the act. */
export function SignDialog({ documentIds, act, onClose }: Props) {
  const { status, toasts, list, clock, place: places } = useDesk()
  const words = useText()
  const signing = useSigning()
  const [text, setText] = useState('')
  const [copyKind, setCopyKind] = useState<CopyKind>('sao-y')
  const { prepared, isCurrent, again } = usePrepared({ documentIds, act, text, copyKind })
  const [moved, setMoved] = useState<Readonly<Record<string, Placement>>>({})
  const [shown, setShown] = useState(0)
  const [wish, setWish] = useState<'number' | 'send' | null>(null)
  useEffect(() => void status.lookForTokens(), [status, documentIds])
  const { choices, chosen, choose, unfit, isForeign, sealAtHand } = useSignChoices(act)
  const repairs = useRepairs()
  const ready = prepared.kind === 'ready' ? { ...prepared.value, items: repairs.withCopies(prepared.value.items) } : null
  // What one run has signed the next leaves out.
  const items = ready?.items.filter(({ problem, documentId }) => problem === null && signing.outcomes[documentId] !== null) ?? []
  const item = ready?.items[shown]
  const maySend = items.length > 0 && items.every(({ maySignAndSend }) => maySignAndSend)
  const mayChoose = act === 'approve' && maySend && !sealAtHand
  const followUp = mayChoose && wish !== null ? wish : act === 'approve' ? decideFollowUp(maySend, sealAtHand) : act === 'issue' ? 'dispatch' : 'attach'
  const go = (count: number) => act !== 'approve' && act !== 'plain' ? words.acts.go[act](count) : followUp === 'send' || followUp === 'number' ? words.sign[followUp](count) : words.sign.approve(count)
  async function sign(pin: string): Promise<void> {
    if (!chosen) return
    const answer = await signing.run({
      tokenId: chosen.token.tokenId, certificate: chosen.certificate?.sha256 ?? null, followUp, act, ...(act === 'comment' ? { text } : {}), ...(act === 'copy' ? { copyKind } : {}),
      items: items.map(({ documentId, blobId, placement, repaired }) => {
        const place = placeOf(placement, moved[documentId])
        return { documentId, blobId, placement: place, moved: shiftOf(placement, place), ...(repaired ? { repaired } : {}) }
      }),
    }, pin)
    // What came meanwhile is to be looked at before it is signed.
    if (answer?.results.some(({ problem }) => problem?.code === 'signing.document-changed')) again()
    const signed = answer?.results.filter(result => result.problem === null) ?? []
    if (answer && signed.length > 0) toasts.tell({ kind: 'act', verb: VERB[act] ?? 'comment', count: signed.length }, { outboxIds: signed.flatMap(({ outboxIds }) => outboxIds), until: Math.max(answer.notBefore, clock()) })
    if (!answer || signed.length < items.length) return
    list.dropPicked()
    onClose()
  }
  return (
    <Dialog title={act === 'approve' || act === 'plain' ? words.sign.title(documentIds.length) : words.acts.title[act]} onClose={onClose} width="sign" dismissable={!signing.busy}>
      <div className={css.sides}>
        {item
          ? <SignPage key={`${item.documentId} ${item.blobId ?? ''} ${isLockedItem(item)}`} item={item} act={act} image={ready?.image ?? null} place={placeOf(item.placement, moved[item.documentId])} onPlace={to => setMoved(now => ({ ...now, [item.documentId]: to }))} onSetImage={() => places.show({ kind: 'settings', page: 'signing', after: { kind: 'sign', documentIds, act } })} />
          : <Quiet title={words.sign.preparing} picture={false} />}
        <div className={css.side}>
          <div className={css.scroll}>
            {prepared.kind === 'failed' && <ProblemNote problem={prepared.problem} />}
            <ActFields act={act} text={text} onText={setText} copyKind={copyKind} onCopyKind={setCopyKind} isDisabled={signing.busy} />
            {item && (act === 'approve' || act === 'plain') && <MendNote item={item} repairs={repairs} />}
            {item && <LockNote key={item.documentId} item={item} items={ready?.items ?? []} onOpened={again} />}
            {ready && <SignBatch items={ready.items} outcomes={signing.outcomes} shown={shown} onShow={setShown} />}
            {chosen ? <CertificateCard choices={choices} chosen={chosen} onChoose={choose} /> : <NoChoice />}
            {isForeign && <p className={css.low} role="alert">{words.acts.notOfAgency}</p>}
            <UnfitCertificates certificates={unfit} />
            {items.length > 0 && <AfterSigning items={items} act={act} followUp={followUp} onFollowUp={mayChoose ? setWish : null} />}
          </div>
          <PinFoot token={chosen?.token} count={items.length > 0 ? items.length : documentIds.length} isReady={items.length > 0 && isCurrent} takesFocus={act !== 'comment'} go={go} signing={signing} onSign={sign} />
        </div>
      </div>
    </Dialog>
  )
}
