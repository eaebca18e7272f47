import { useState } from 'react'
import type { Problem } from '../../../shared/problem.ts'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/field.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useDesk, useText } from '../../state/context.tsx'
import css from './settings.module.css'

/** After the province has refused the password that this desk keeps: the new one, for the same account. */
export function SignInAgain({ serverUrl, userName }: { serverUrl: string; userName: string }) {
  const { session } = useDesk()
  const { firstRun, sync } = useText()
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>({ code: 'province.wrong-password', facts: {} })
  async function signIn(): Promise<void> {
    setBusy(true)
    setProblem(await session.connect({ serverUrl, userName, password }))
    setBusy(false)
  }
  return (
    <form className={css.section} onSubmit={event => { event.preventDefault(); if (password !== '') void signIn() }}>
      {problem && <ProblemNote problem={problem} />}
      <Field label={firstRun.password} type="password" value={password} onChange={setPassword} autoComplete="current-password" />
      <div><Button type="submit" look="primary" isDisabled={busy || password === ''}>{busy ? firstRun.connecting : sync.signIn}</Button></div>
    </form>
  )
}
