import { Grid3x3, Hash, Paperclip, PenLine, Send, Stamp } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import type { Output, RequestInput } from '../../../shared/contract/index.ts'
import type { TokenView } from '../../../shared/contract/signing.ts'
import type { SigningAct } from '../../../shared/model/signing-act.ts'
import { Button } from '../../parts/button.tsx'
import { Choice } from '../../parts/choice.tsx'
import { Field } from '../../parts/field.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useFormat, useText } from '../../state/context.tsx'
import type { Signing } from './use-signing.ts'
import css from './sign.module.css'

type Items = Output<'signing.prepare'>['items']
type FollowUp = RequestInput<'signing.sign'>['followUp']

interface AfterProps { readonly items: Items; readonly act: SigningAct; readonly followUp: FollowUp; /** Where the officer is clerk too and the seal is not at hand: whether the paper waits for it. */ readonly onFollowUp: ((followUp: 'number' | 'send') => void) | null }

/** What happens once it is signed. */
export function AfterSigning({ items, act, followUp, onFollowUp }: AfterProps) {
  const { sign: text, acts } = useText()
  const format = useFormat()
  const addressees = items.reduce((sum, { addresseeCount }) => sum + addresseeCount, 0)
  const annexes = items.reduce((sum, { annexCount }) => sum + annexCount, 0)
  const [first] = items
  const words = act === 'approve' || act === 'plain' ? (followUp === 'number' ? text.willNumber : followUp === 'send' ? text.willSend(addressees) : text.willApprove) : act === 'issue' ? acts.willDispatch(addressees) : acts.willAttach
  return (
    <section>
      <h3 className={css.title}>{text.after}</h3>
      {act === 'issue' && items.length === 1 && first?.issuedAt != null && <p className={css.after}><Hash aria-hidden size={16} strokeWidth={1.6} />{acts.number(first.code, format.wireDay(first.issuedAt))}</p>}
      {annexes > 0 && <p className={css.after}><Paperclip aria-hidden size={16} strokeWidth={1.6} />{acts.annexes(annexes)}</p>}
      <p className={css.after}><Send aria-hidden size={16} strokeWidth={1.6} />{words}</p>
      {followUp === 'number' && <p className={css.after}><Stamp aria-hidden size={16} strokeWidth={1.6} />{text.willSeal(addressees)}</p>}
      {followUp === 'send' && <p className={css.low}>{text.unsealed}</p>}
      {onFollowUp && <Choice label={text.sealing} layout="above" value={followUp === 'number' ? 'number' : 'send'} options={[['send', text.sealNever], ['number', text.sealLater]]} onChoose={onFollowUp} />}
    </section>
  )
}

interface Props { readonly token: TokenView | undefined; readonly count: number; readonly isReady: boolean; /** Not where something else is written first: what is typed there must not end up here. */ readonly takesFocus: boolean; readonly go: (count: number) => string; readonly signing: Signing; readonly onSign: (pin: string) => Promise<void> }

/** The PIN last, by the token's own name, and the one button that says the act. */
export function PinFoot({ token, count, isReady, takesFocus, go, signing, onSign }: Props) {
  const text = useText().sign
  const [pin, setPin] = useState('')
  const { busy, prompt } = signing
  const asksAgain = prompt?.kind === 'pin'
  const ready = asksAgain ? pin !== '' : !busy && token && isReady && (token.pinPad || pin !== '')
  function submit(event: FormEvent): void {
    event.preventDefault()
    if (!ready) return
    setPin('')
    if (asksAgain) signing.answer(pin)
    else void onSign(pin)
  }
  const word = asksAgain ? text.goOn : busy ? text.signing(signing.progress?.done ?? 0, signing.progress?.total ?? count) : go(count)
  return (
    <form className={css.foot} onSubmit={submit}>
      {token && <Warnings token={token} />}
      {prompt?.kind === 'pad' && token && <p className={css.pad} role="alert"><Grid3x3 aria-hidden size={20} strokeWidth={1.6} />{text.padNow(token.label)}</p>}
      {token && (token.pinPad
        ? prompt === null && <p>{token.source === 'sign-service' ? text.byService : text.pinPad}</p>
        : <Field key={prompt?.requestId} label={<>{text.pin} <b>{token.label}</b></>} hint={asksAgain ? text.promptsLeft(prompt.left) : text.pinOnce(count)} type="password" value={pin} onChange={setPin} autoComplete="off" isDisabled={busy && !asksAgain} autoFocus={takesFocus || asksAgain} />)}
      {signing.problem && <ProblemNote problem={signing.problem} />}
      <div className={css.buttons}>
        <Button type="submit" look="primary" size="large" icon={PenLine} isDisabled={!ready}>{word}</Button>
        {asksAgain ? <Button size="large" onPress={() => signing.answer(null)}>{text.stop}</Button> : busy && count > 1 && <Button size="large" onPress={signing.stop}>{text.stopAfter}</Button>}
      </div>
    </form>
  )
}

/** What the token says of itself before anyone types. */
function Warnings({ token: { finalTry, lowCount, mustChange } }: { token: TokenView }) {
  const text = useText().sign
  return (
    <>
      {finalTry ? <p className={css.final} role="alert">{text.finalTry}</p> : lowCount && <p className={css.low}>{text.lowCount}</p>}
      {mustChange && <p className={css.low}>{text.mustChange}</p>}
    </>
  )
}
