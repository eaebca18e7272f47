import { useStore } from 'zustand'
import { Button } from '../../parts/button.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useDesk, useText } from '../../state/context.tsx'
import { whyNoToken } from '../../state/token-words.ts'
import css from './sign.module.css'

/** Why nothing can sign now: the token is locked, its driver cannot be used here, or none is seen. */
export function NoChoice() {
  const { status } = useDesk()
  const { sign, common } = useText()
  const problem = whyNoToken(useStore(status.store, state => state.tokens))
  return (
    <section>
      {problem ? <ProblemNote problem={problem} /> : <p className={css.missing} role="status">{sign.noToken}</p>}
      <Button size="small" onPress={() => void status.lookForTokens()}>{common.retry}</Button>
    </section>
  )
}
