import type { MoveInput } from '../../shared/contract/moves.ts'
import { isCalendarDate } from '../../shared/model/vietnam-time.ts'
import type { AssigneeRole, Verb } from '../../shared/model/words.ts'

export interface ChosenOfficer { readonly id: string; readonly name: string; readonly role: AssigneeRole }
export interface MoveForm { readonly text: string; readonly officers: readonly ChosenOfficer[]; readonly due: string }
export const EMPTY_FORM: MoveForm = { text: '', officers: [], due: '' }

export type MoveGap = 'reason' | 'text' | 'officer' | 'lead' | 'date'
/** What a verb's form asks: words (needed or not) and people. */
export interface FormShape { readonly text: 'needed' | 'optional' | 'none'; readonly label: 'reason' | 'opinion' | 'comment' | 'result' | 'note'; readonly people: 'assignees' | 'officers' | 'none'; readonly due: boolean }

const PLAIN: FormShape = { text: 'optional', label: 'note', people: 'none', due: false }
const SHAPES: Partial<Record<Verb, FormShape>> = {
  return: { text: 'needed', label: 'reason', people: 'none', due: false }, refuse: { text: 'needed', label: 'reason', people: 'none', due: false },
  recall: { text: 'needed', label: 'reason', people: 'none', due: false }, 'decline-recall': { text: 'needed', label: 'reason', people: 'none', due: false },
  assign: { text: 'optional', label: 'opinion', people: 'assignees', due: true }, forward: { text: 'optional', label: 'note', people: 'officers', due: false },
  complete: { text: 'needed', label: 'result', people: 'none', due: false }, comment: { text: 'needed', label: 'comment', people: 'none', due: false },
  number: { text: 'none', label: 'note', people: 'none', due: false }, dispatch: { text: 'none', label: 'note', people: 'none', due: false }, receive: { text: 'optional', label: 'note', people: 'none', due: false },
}

export function shapeOf(verb: Verb): FormShape {
  return SHAPES[verb] ?? PLAIN
}

/** `30/11/2026`, `30-11-2026` or `2026-11-30` as the wire's day; null when it is no day of the calendar. */
export function readDay(typed: string): string | null {
  const [, d, m, y] = /^(\d{1,2})[/\-.](\d{1,2})[/\-.](\d{4})$/.exec(typed.trim()) ?? []
  const day = d && m && y ? `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}` : typed.trim()
  return isCalendarDate(day) ? day : null
}

/** The first thing that is missing, where the form takes the officer; null when it may go. Pure. */
export function gapOf(verb: Verb, form: MoveForm): MoveGap | null {
  const shape = shapeOf(verb)
  if (shape.people !== 'none' && form.officers.length === 0) return 'officer'
  if (shape.people === 'assignees' && form.officers.every(({ role }) => role !== 'lead')) return 'lead'
  if (shape.text === 'needed' && form.text.trim() === '') return shape.label === 'reason' ? 'reason' : 'text'
  return shape.due && form.due.trim() !== '' && readDay(form.due) === null ? 'date' : null
}

/** The first officer leads, the next ones join; a second lead makes the old one join. */
export function addOfficer(form: MoveForm, officer: { readonly id: string; readonly name: string }): MoveForm {
  if (form.officers.some(({ id }) => id === officer.id)) return form
  const role = form.officers.some(chosen => chosen.role === 'lead') ? 'join' : 'lead'
  return { ...form, officers: [...form.officers, { ...officer, role }] }
}

export function setRole(form: MoveForm, id: string, role: AssigneeRole): MoveForm {
  return { ...form, officers: form.officers.map(chosen => chosen.id === id ? { ...chosen, role } : role === 'lead' && chosen.role === 'lead' ? { ...chosen, role: 'join' } : chosen) }
}

/** The move as the core takes it. */
export function toMove(verb: Verb, documentId: string, form: MoveForm): Omit<MoveInput, 'files'> {
  const shape = shapeOf(verb)
  const day = shape.due ? readDay(form.due) : null
  const text = form.text.trim()
  return {
    verb, documentId, ...(text === '' || shape.text === 'none' ? {} : { text }), ...(day ? { dueAt: day } : {}),
    ...(shape.people === 'assignees' ? { assignees: form.officers.map(({ id, role }) => ({ officerId: id, role })) } : {}),
    ...(shape.people === 'officers' ? { toOfficerIds: form.officers.map(({ id }) => id) } : {}),
  }
}
