import { TriangleAlert } from 'lucide-react'
import type { Problem } from '../../shared/problem.ts'
import { useProblemText } from '../state/context.tsx'
import css from './problem-note.module.css'

/** What happened and what to do next, beside what the officer was doing. Spoken when it appears. */
export function ProblemNote({ problem }: { problem: Problem }) {
  const { title, next } = useProblemText()(problem)
  return (
    <div role="alert" className={css.note}>
      <TriangleAlert aria-hidden size={18} strokeWidth={1.6} />
      <div><b>{title}</b> {next}</div>
    </div>
  )
}
