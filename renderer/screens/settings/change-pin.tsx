import { useState, type FormEvent } from 'react'
import type { TokenView } from '../../../shared/contract/signing.ts'
import { toProblem, type Problem } from '../../../shared/problem.ts'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/field.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useDesk, useText } from '../../state/context.tsx'
import { givePin } from '../../state/give-pin.ts'
import css from './settings.module.css'

type State = { readonly kind: 'asking' | 'changing' | 'changed' } | { readonly kind: 'failed'; readonly problem: Problem }

/** Đổi mã PIN of one device. Each PIN goes over its own one-shot road, as in the signing dialog. */
export function ChangePin({ token, onClose }: { token: TokenView; onClose: () => void }) {
  const { api, status } = useDesk()
  const { settings: text, sign, common } = useText()
  const [pins, setPins] = useState({ old: '', next: '', again: '' })
  const [state, setState] = useState<State>({ kind: 'asking' })
  const busy = state.kind === 'changing'
  const differs = pins.again !== '' && pins.next !== pins.again
  const ready = !busy && (token.pinPad || (pins.old !== '' && pins.next.length >= token.minPin && pins.next === pins.again))
  async function change(): Promise<void> {
    const stop = api.on('token.pin-wanted', wanted => {
      if (wanted.tokenId === token.tokenId && !wanted.pinPad) void givePin(api, wanted.requestId, wanted.purpose === 'new-pin' ? pins.next : pins.old)
    })
    setState({ kind: 'changing' })
    setPins({ old: '', next: '', again: '' })
    try {
      await api.request('token.change-pin', { tokenId: token.tokenId })
      setState({ kind: 'changed' })
    } catch (error) {
      setState({ kind: 'failed', problem: toProblem(error) })
    } finally {
      stop()
      void status.lookForTokens()
    }
  }
  function submit(event: FormEvent): void {
    event.preventDefault()
    if (ready) void change()
  }
  if (state.kind === 'changed') return <div className={css.pins}><p role="status">{text.changed}</p><div className={css.buttons}><Button autoFocus onPress={onClose}>{common.close}</Button></div></div>
  const field = { type: 'password', autoComplete: 'off', isDisabled: busy } as const
  return (
    <form className={css.pins} onSubmit={submit} aria-label={text.changePinOf(token.label)}>
      {token.finalTry ? <p className={css.final} role="alert">{sign.finalTry}</p> : token.lowCount && <p className={css.calm}>{sign.lowCount}</p>}
      {token.pinPad ? <p role={busy ? 'alert' : undefined}>{text.padBoth}</p> : (
        <>
          <Field {...field} label={text.oldPin} value={pins.old} onChange={old => setPins({ ...pins, old })} autoFocus />
          <Field {...field} label={text.newPin} hint={text.pinRange(token.minPin, token.maxPin)} value={pins.next} onChange={next => setPins({ ...pins, next })} />
          <Field {...field} label={text.newPinAgain} error={differs ? text.notSame : null} value={pins.again} onChange={again => setPins({ ...pins, again })} />
        </>
      )}
      {state.kind === 'failed' && <ProblemNote problem={state.problem} />}
      <div className={css.buttons}><Button type="submit" look="primary" isDisabled={!ready}>{busy ? text.changing : text.change}</Button><Button onPress={onClose} isDisabled={busy}>{common.cancel}</Button></div>
    </form>
  )
}
