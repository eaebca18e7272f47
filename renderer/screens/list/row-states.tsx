import { Check, Clock, RotateCcw, ShieldQuestionMark, ShieldX, TriangleAlert, Upload, UserCheck, Ban } from 'lucide-react'
import type { DocumentRow } from '../../../shared/contract/documents.ts'
import { Tag } from '../../parts/tag.tsx'
import { useFormat, useText } from '../../state/context.tsx'
import { rowState } from '../../state/row-state.ts'

/** The one state of a row that asks most of the reader. */
export function RowStates({ row }: { row: DocumentRow }) {
  const text = useText()
  const due = useFormat().due
  const words = row.dueAt === null ? null : due(row.dueAt)
  const state = rowState(row, words?.tone ?? null)
  switch (state) {
    case 'pending': return <Tag tone="wait" icon={Upload}>{text.list.pending(text.verbs[row.pendingVerb ?? ''] ?? row.pendingVerb ?? '')}</Tag>
    case 'invalid': return <Tag tone="bad" icon={ShieldX}>{text.verdict.row.invalid}</Tag>
    case 'unreadable': return <Tag tone="wait" icon={TriangleAlert}>{text.verdict.row.unreadable}</Tag>
    case 'recall': return <Tag tone="wait" icon={RotateCcw}>{text.states['recall-requested']}</Tag>
    case 'late': return <Tag tone="bad" icon={Clock}>{words?.short}</Tag>
    case 'soon': return <Tag tone="wait" icon={Clock}>{words?.short}</Tag>
    case 'indeterminate': return <Tag tone="wait" icon={ShieldQuestionMark}>{text.verdict.row.indeterminate}</Tag>
    case 'later': return <Tag icon={Clock}>{words?.short}</Tag>
    case 'role': return <Tag icon={UserCheck}>{text.taskRoles[row.taskRole ?? ''] ?? row.taskRole}</Tag>
    case 'refused': return <Tag tone="bad" icon={Ban}>{text.states[row.state] ?? row.state}</Tag>
    case 'state': return <Tag icon={Check}>{text.states[row.state] ?? row.state}</Tag>
    case null: return null
  }
}
