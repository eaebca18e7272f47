import { PenLine, Send } from 'lucide-react'
import { useState } from 'react'
import type { Output } from '../../../shared/contract/index.ts'
import type { TokenView } from '../../../shared/contract/signing.ts'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/field.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useText } from '../../state/context.tsx'
import type { Signing } from './use-signing.ts'
import css from './sign.module.css'

type Items = Output<'signing.prepare'>['items']

/** What happens once it is signed. */
export function AfterSigning({ items, send }: { items: Items; send: boolean }) {
  const text = useText().sign
  const addressees = items.reduce((sum, { addresseeCount }) => sum + addresseeCount, 0)
  return <section><h3 className={css.title}>{text.after}</h3><p className={css.after}><Send aria-hidden size={16} strokeWidth={1.6} />{send ? text.willSend(addressees) : text.willApprove}</p></section>
}

interface Props { readonly token: TokenView | undefined; readonly count: number; readonly isReady: boolean; readonly send: boolean; readonly signing: Signing; readonly onSign: (pin: string) => Promise<void> }

/** The PIN last, by the token's own name, and the one button that says the act. */
export function PinFoot({ token, count, isReady, send, signing, onSign }: Props) {
  const text = useText().sign
  const [pin, setPin] = useState('')
  const ready = token && isReady && (token.pinPad || pin !== '')
  async function sign(): Promise<void> {
    await onSign(pin)
    setPin('')
  }
  return (
    <form className={css.foot} onSubmit={event => { event.preventDefault(); if (ready) void sign() }}>
      {token?.finalTry ? <p className={css.final} role="alert">{text.finalTry}</p> : token?.lowCount && <p className={css.low}>{text.lowCount}</p>}
      {token && (token.pinPad
        ? <p>{text.pinPad}</p>
        : <Field label={<>{text.pin} <b>{token.label}</b></>} hint={text.pinOnce(count)} type="password" value={pin} onChange={setPin} autoComplete="off" isDisabled={signing.busy} autoFocus />)}
      {signing.problem && <ProblemNote problem={signing.problem} />}
      <Button type="submit" look="primary" size="large" icon={PenLine} isDisabled={!ready || signing.busy}>{signing.busy ? text.signing(signing.progress?.done ?? 0, signing.progress?.total ?? count) : send ? text.send(count) : text.approve(count)}</Button>
    </form>
  )
}
