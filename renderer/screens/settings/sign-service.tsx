import { useState } from 'react'
import { useStore } from 'zustand'
import { toProblem, type Problem } from '../../../shared/problem.ts'
import { Button } from '../../parts/button.tsx'
import { Locked } from '../../parts/locked.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useDesk, useText } from '../../state/context.tsx'
import css from './settings.module.css'

/** VGCA Sign Service as a second way, for PCs whose card has no driver of 64 bits. Off unless chosen here. */
export function SignService() {
  const { session, api, status } = useDesk()
  const text = useText().settings
  const on = useStore(session.store, state => state.settings.signService)
  const isLocked = useStore(session.store, state => state.policy.locked.includes('signService'))
  const [problem, setProblem] = useState<Problem | null>(null)
  async function use(wanted: boolean): Promise<void> {
    setProblem(null)
    try {
      await api.request('settings.use-sign-service', { on: wanted })
      await status.lookForTokens()
    } catch (error) {
      setProblem(toProblem(error))
    }
  }
  return (
    <section className={css.section}>
      <h3>VGCA Sign Service{isLocked && <Locked />}</h3>
      <p className={css.calm}>{on ? text.serviceOn : text.serviceOff}</p>
      {!isLocked && <div className={css.buttons}><Button onPress={() => void use(!on)}>{on ? text.serviceStop : text.serviceUse}</Button></div>}
      {problem && <ProblemNote problem={problem} />}
    </section>
  )
}
