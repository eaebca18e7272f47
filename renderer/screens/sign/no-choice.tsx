import { useStore } from 'zustand'
import { Button } from '../../parts/button.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useDesk, useText } from '../../state/context.tsx'
import css from './sign.module.css'

/** Why nothing can sign now: the token is locked, or none is seen. */
export function NoChoice() {
  const { status } = useDesk()
  const { sign, common } = useText()
  const tokens = useStore(status.store, state => state.tokens)
  const locked = tokens.kind === 'ready' ? tokens.value.tokens.find(token => token.locked) : undefined
  return (
    <section>
      {locked ? <ProblemNote problem={{ code: 'token.pin-locked', facts: { token: locked.label } }} /> : <p className={css.missing} role="status">{sign.noToken}</p>}
      <Button size="small" onPress={() => void status.lookForTokens()}>{common.retry}</Button>
    </section>
  )
}
