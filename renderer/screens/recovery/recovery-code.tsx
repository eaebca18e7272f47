import { Copy, KeyRound, Printer } from 'lucide-react'
import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { useStore } from 'zustand'
import type { Output } from '../../../shared/contract/index.ts'
import { toProblem, type Problem } from '../../../shared/problem.ts'
import { Button } from '../../parts/button.tsx'
import { Locked } from '../../parts/locked.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useDesk, useFormat, useText } from '../../state/context.tsx'
import { settle } from '../../state/loaded.ts'
import css from './recovery.module.css'

type Made = Output<'recovery.make'>

/** Mã khôi phục: made when somebody asks, shown until this is closed, to be copied or printed; kept nowhere. */
export function RecoveryCode() {
  const { api, toasts } = useDesk()
  const text = useText().recovery
  const format = useFormat()
  const [state, setState] = useState<Output<'recovery.get'>>({ madeAt: null, byAgency: false })
  const { madeAt, byAgency } = state
  const [made, setMade] = useState<Made | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isPrinting, setPrinting] = useState(false)
  useEffect(() => void settle(api.request('recovery.get', {})).then(answer => { if (answer.kind === 'ready') setState(answer.value) }), [api])
  async function make(): Promise<void> {
    try {
      setMade(await api.request('recovery.make', {}))
      setProblem(null)
    } catch (error) {
      setProblem(toProblem(error))
    }
  }
  async function copy(code: string): Promise<void> {
    await navigator.clipboard.writeText(code)
    toasts.tell({ kind: 'copied' })
  }
  if (byAgency) return <div className={css.code}><p className={css.calm}>{text.byAgency}</p><Locked /></div>
  return (
    <div className={css.code}>
      <p className={css.calm}>{text.why}</p>
      {made === null
        ? <>
            {madeAt !== null && <p className={css.calm}>{text.madeOn(format.moment(madeAt))}</p>}
            <div className={css.buttons}><Button icon={KeyRound} onPress={() => void make()}>{madeAt === null ? text.make : text.makeAnew}</Button></div>
          </>
        : <>
            <output className={css.letters} aria-label={text.title}>{made.code}</output>
            <p className={css.keep}>{text.keep}</p>
            <div className={css.buttons}><Button icon={Copy} onPress={() => void copy(made.code)}>{text.copy}</Button><Button icon={Printer} onPress={() => setPrinting(true)}>{text.print}</Button></div>
          </>}
      {problem && <ProblemNote problem={problem} />}
      {made !== null && isPrinting && createPortal(<Sheet made={made} onPrinted={why => { setPrinting(false); setProblem(why) }} />, document.body)}
    </div>
  )
}

/** What goes to paper: whose code it is, and what it is for. */
function Sheet({ made, onPrinted }: { readonly made: Made; readonly onPrinted: (why: Problem | null) => void }) {
  const { api, session } = useDesk()
  const { recovery: text, product } = useText()
  const format = useFormat()
  const profile = useStore(session.store, state => state.profile)
  const owner = profile.kind === 'ready' && profile.value.state === 'ready' ? [profile.value.officerName, profile.value.agencyName, profile.value.userName, profile.value.serverUrl] : []
  useEffect(() => void settle(api.request('shell.print', {})).then(answer => onPrinted(answer.kind === 'failed' ? answer.problem : null)), [api]) // oxlint-disable-line react-hooks/exhaustive-deps -- printed once
  return (
    <div className={css.sheet} data-print>
      <h1>{product} · {text.title}</h1>
      <p className={css.printed}>{made.code}</p>
      <p>{owner.filter(Boolean).join(' · ')}</p>
      <p>{text.madeOn(format.moment(made.madeAt))}</p>
      <p>{text.keep}</p>
    </div>
  )
}
