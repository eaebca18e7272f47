import { PenLine } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Output } from '../../../shared/contract/index.ts'
import type { Placement } from '../../../shared/contract/signing.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Field } from '../../parts/field.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Quiet } from '../../parts/quiet.tsx'
import { useDesk, useText } from '../../state/context.tsx'
import { settle, type Loaded } from '../../state/loaded.ts'
import { maySign } from '../../state/token-words.ts'
import { CertificateCard } from './certificate-card.tsx'
import { SignBatch } from './sign-batch.tsx'
import { SignPage } from './sign-page.tsx'
import { useSigning } from './use-signing.ts'
import css from './sign.module.css'

type Prepared = Output<'signing.prepare'>

/** Ký: the pages left, the choices right, the PIN last; one button that says the act. */
export function SignDialog({ documentIds, onClose }: { documentIds: readonly string[]; onClose: () => void }) {
  const { api, status, toasts, list, clock } = useDesk()
  const text = useText()
  const signing = useSigning()
  const [prepared, setPrepared] = useState<Loaded<Prepared>>({ kind: 'loading' })
  const [places, setPlaces] = useState<Readonly<Record<string, Placement>>>({})
  const [shown, setShown] = useState(0)
  const [pin, setPin] = useState('')
  useEffect(() => {
    void settle(api.request('signing.prepare', { documentIds: [...documentIds] })).then(setPrepared)
    void status.lookForTokens()
  }, [api, status, documentIds])
  const tokens = useStore(status.store, state => state.tokens)
  const token = tokens.kind === 'ready' ? tokens.value.tokens.find(maySign) : undefined
  const certificate = token?.certificates.find(({ problem }) => problem === null)
  const items = prepared.kind === 'ready' ? prepared.value.items.filter(({ problem }) => problem === null) : []
  const item = prepared.kind === 'ready' ? prepared.value.items[shown] : undefined
  const send = items.length > 0 && items.every(({ maySignAndSend }) => maySignAndSend)
  async function sign(): Promise<void> {
    if (!token || items.length === 0) return
    const answer = await signing.run({ tokenId: token.tokenId, certificate: certificate?.sha256 ?? null, followUp: send ? 'send' : 'approve', items: items.map(({ documentId, placement }) => ({ documentId, placement: places[documentId] ?? placement })) }, pin)
    setPin('')
    const signed = answer?.results.filter(result => result.problem === null) ?? []
    if (answer && signed.length > 0) toasts.tell({ kind: 'act', verb: 'approve', count: signed.length }, { outboxIds: signed.flatMap(({ outboxIds }) => outboxIds), until: Math.max(answer.notBefore, clock()) })
    if (answer && signed.length === items.length) {
      list.dropPicked()
      onClose()
    }
  }
  const ready = token && items.length > 0 && (token.pinPad || pin !== '')
  return (
    <Dialog title={text.sign.title(documentIds.length)} onClose={onClose} width="sign" dismissable={!signing.busy}>
      <div className={css.sides}>
        {item ? <SignPage key={item.documentId} item={item} place={places[item.documentId] ?? item.placement} onPlace={place => setPlaces(now => ({ ...now, [item.documentId]: place }))} /> : <Quiet title={text.sign.preparing} picture={false} />}
        <form className={css.side} onSubmit={event => { event.preventDefault(); void sign() }}>
          <div className={css.scroll}>
            {prepared.kind === 'failed' && <ProblemNote problem={prepared.problem} />}
            {prepared.kind === 'ready' && <SignBatch items={prepared.value.items} shown={shown} onShow={setShown} />}
            {certificate ? <CertificateCard certificate={certificate} /> : !token && <p className={css.missing} role="status">{text.sign.noToken} <Button size="small" onPress={() => void status.lookForTokens()}>{text.common.retry}</Button></p>}
          </div>
          <div className={css.foot}>
            {token?.finalTry && <p className={css.final} role="alert">{text.sign.finalTry}</p>}
            {token && (token.pinPad ? <p>{text.sign.pinPad}</p> : <Field label={text.sign.pin(token.label)} type="password" value={pin} onChange={setPin} autoComplete="off" isDisabled={signing.busy} autoFocus />)}
            {signing.problem && <ProblemNote problem={signing.problem} />}
            <Button type="submit" look="primary" size="large" icon={PenLine} isDisabled={!ready || signing.busy}>{signing.busy ? text.sign.signing(signing.progress?.done ?? 0, signing.progress?.total ?? items.length) : send ? text.sign.send(items.length) : text.sign.approve(items.length)}</Button>
          </div>
        </form>
      </div>
    </Dialog>
  )
}
