import { useState, type FormEvent } from 'react'
import { toProblem, type Problem } from '../../../shared/problem.ts'
import { Brand } from '../../parts/brand.tsx'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/field.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useDesk, useProblemText, useText } from '../../state/context.tsx'
import css from './recovery.module.css'

/** The machine has lost the key of this profile: its recovery code opens it, and gives the key back to the machine. */
export function OpenByCode({ why }: { readonly why: Problem }) {
  const { api, session } = useDesk()
  const { recovery: text, product, common } = useText()
  const words = useProblemText()
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  async function open(): Promise<void> {
    setBusy(true)
    try {
      await api.request('recovery.open', { code })
      await session.load()
    } catch (error) {
      setProblem(toProblem(error))
      setBusy(false)
    }
  }
  function submit(event: FormEvent): void {
    event.preventDefault()
    if (!busy && code.trim() !== '') void open()
  }
  const wrong = problem?.code === 'store.recovery-code-wrong' ? words(problem) : null
  return (
    <main className={css.page}>
      <header className={css.bar}><Brand size={22} /><b>{product}</b></header>
      <form className={css.middle} onSubmit={submit} aria-label={text.openTitle}>
        <div><h1>{text.openTitle}</h1><p className={css.lead}>{words(why).title} {text.openText}</p></div>
        <Field label={text.title} hint={text.codeHint} placeholder="XXXXX-XXXXX-XXXXX-XXXXX-XXXXX" value={code} onChange={setCode} error={wrong === null ? null : `${wrong.title} ${wrong.next}`} autoComplete="off" spellCheck="false" autoFocus />
        {problem !== null && wrong === null && <ProblemNote problem={problem} />}
        <div className={css.buttons}>
          <Button type="submit" look="primary" isDisabled={busy || code.trim() === ''}>{busy ? text.opening : text.open}</Button>
          <Button isDisabled={busy} onPress={() => void session.load()}>{common.retry}</Button>
        </div>
        <p className={css.foot}>{text.noCode}</p>
      </form>
    </main>
  )
}

/** True where a recovery code could open what the machine's own key does not. */
export function isRecoverable({ code, facts }: Problem): boolean {
  return (code === 'store.no-key' || code === 'store.wrong-key') && facts['recovery'] === true
}
