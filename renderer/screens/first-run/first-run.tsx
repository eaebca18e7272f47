import { FlaskConical } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import type { Problem } from '../../../shared/problem.ts'
import { Brand } from '../../parts/brand.tsx'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/field.tsx'
import { Locked } from '../../parts/locked.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useDesk, useText } from '../../state/context.tsx'
import css from './first-run.module.css'

/** First start: the sample province where one is offered, or the agency's server and account. */
export function FirstRun({ demoOffered }: { demoOffered: boolean }) {
  const { session, place } = useDesk()
  const { firstRun: text, product } = useText()
  const { serverUrl: fixedUrl, problem: policyProblem } = useStore(session.store, state => state.policy)
  const [form, setForm] = useState({ serverUrl: '', userName: '', password: '' })
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const serverUrl = fixedUrl ?? form.serverUrl
  const complete = serverUrl.trim() !== '' && form.userName.trim() !== '' && form.password !== ''
  async function attempt(work: () => Promise<Problem | null>): Promise<void> {
    setBusy(true)
    setProblem(await work())
    setBusy(false)
  }
  async function enter(): Promise<Problem | null> {
    const failed = await session.connect({ ...form, serverUrl })
    // Who has just signed in has the time to put a code away, and this PC the first need of one.
    if (failed === null && !await session.isOpenedByAgency()) place.show({ kind: 'recovery' })
    return failed
  }
  function connect(): void {
    setTried(true)
    if (complete) void attempt(enter)
  }
  const missing = (value: string) => tried && value.trim() === '' ? text.missing : null
  return (
    <main className={css.page}>
      <header className={css.bar}><Brand size={22} /><b>{product}</b></header>
      <div className={css.middle}>
        <div><h1>{text.title}</h1><p className={css.lead}>{text.lead}</p></div>
        {demoOffered && (
          <section className={css.demo}>
            <Button look="primary" size="large" icon={FlaskConical} isDisabled={busy} onPress={() => void attempt(session.connectDemo)}>{text.demo}</Button>
            <p>{text.demoText}</p>
          </section>
        )}
        <form className={css.form} aria-label={text.account} onSubmit={event => { event.preventDefault(); connect() }}>
          <h2>{text.account}</h2>
          <Field label={text.server} hint={fixedUrl === null ? text.serverHint : ''} aside={fixedUrl !== null && <Locked />} isReadOnly={fixedUrl !== null} value={serverUrl} onChange={serverUrl => setForm({ ...form, serverUrl })} error={missing(serverUrl)} autoComplete="url" />
          <div className={css.two}>
            <Field label={text.user} value={form.userName} onChange={userName => setForm({ ...form, userName })} error={missing(form.userName)} autoComplete="username" />
            <Field label={text.password} type="password" value={form.password} onChange={password => setForm({ ...form, password })} error={missing(form.password)} autoComplete="current-password" />
          </div>
          {policyProblem && <ProblemNote problem={policyProblem} />}
          {problem && <ProblemNote problem={problem} />}
          <div><Button type="submit" look={demoOffered ? 'plain' : 'primary'} isDisabled={busy}>{busy ? text.connecting : text.connect}</Button></div>
        </form>
        <p className={css.foot}>{text.privacy}</p>
      </div>
    </main>
  )
}
