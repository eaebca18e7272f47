import { LockKeyhole } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { toProblem, type Problem } from '../../shared/problem.ts'
import { useDesk, useProblemText, useText } from '../state/context.tsx'
import { Button } from './button.tsx'
import { Field } from './field.tsx'
import { ProblemNote } from './problem-note.tsx'
import css from './password-form.module.css'

interface Props {
  /** The file that is asked about first; the password is tried on the others too. */
  readonly papers: readonly { readonly documentId: string; readonly blobId: string }[]
  readonly name: string
  readonly onOpened: () => void
}

/** Tệp có mật khẩu: asks for it, says when it is wrong, and asks again; nothing else on the desk is lost meanwhile. */
export function PasswordForm({ papers, name, onOpened }: Props) {
  const { api } = useDesk()
  const { pdf: text } = useText()
  const words = useProblemText()
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  async function open(): Promise<void> {
    const bytes = new TextEncoder().encode(password)
    setPassword('')
    setBusy(true)
    setProblem(null)
    try {
      await api.request('attachments.unlock', { papers: [...papers], password: bytes })
      onOpened()
    } catch (error) {
      setProblem(toProblem(error))
    } finally {
      bytes.fill(0)
      setBusy(false)
    }
  }
  function submit(event: FormEvent): void {
    event.preventDefault()
    if (!busy && password !== '') void open()
  }
  const wrong = problem?.code === 'pdf.password-wrong' ? words(problem) : null
  return (
    <form className={css.form} onSubmit={submit} aria-label={text.lockedTitle}>
      <h3 className={css.title}><LockKeyhole aria-hidden size={20} strokeWidth={1.4} />{text.lockedTitle}</h3>
      <p className={css.name}>{name}</p>
      {/* Made anew after a wrong one: the cursor stands in it again. */}
      <Field key={String(wrong !== null)} label={text.password} hint={text.passwordHint} error={wrong === null ? null : `${wrong.title} ${wrong.next}`} type="password" value={password} onChange={setPassword} autoComplete="off" autoFocus />
      {problem !== null && wrong === null && <ProblemNote problem={problem} />}
      <div><Button type="submit" isDisabled={busy || password === ''}>{busy ? text.unlocking : text.unlock}</Button></div>
    </form>
  )
}
