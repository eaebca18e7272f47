import { CircleCheck, TriangleAlert, X } from 'lucide-react'
import { useStore } from 'zustand'
import { useDesk, useNow, useProblemText, useText } from '../state/context.tsx'
import type { ToastNote } from '../state/toasts.ts'
import { Button, IconButton } from './button.tsx'
import css from './toasts.module.css'

const SECOND_MS = 1_000

/** What was just done, with its undo while one is possible. Spoken politely; it never takes the focus. */
export function Toasts() {
  const { toasts } = useDesk()
  const text = useText()
  const notes = useStore(toasts.store, state => state.notes)
  return <div className={css.toasts} role="region" aria-label={text.toast.region} aria-live="polite">{notes.map(note => <Toast key={note.id} note={note} />)}</div>
}

function Toast({ note }: { note: ToastNote }) {
  const { what } = note
  const { toasts, acts, place } = useDesk()
  const text = useText()
  const left = Math.ceil((note.until - useNow(SECOND_MS)) / SECOND_MS)
  const isProblem = what.kind === 'problem' || what.kind === 'verdict' && what.to === 'invalid'
  const Icon = isProblem ? TriangleAlert : CircleCheck
  function open(): void {
    toasts.drop(note.id)
    if (what.kind === 'verdict') place.follow(what.documentId)
  }
  function seal(documentIds: readonly string[]): void {
    toasts.drop(note.id)
    place.show({ kind: 'sign', documentIds, act: 'issue' })
  }
  function undo(): void {
    toasts.drop(note.id)
    void acts.undo(note.outboxIds)
  }
  return (
    <div className={`${css.toast} ${isProblem ? css.problem : ''}`}>
      <Icon aria-hidden size={20} strokeWidth={1.5} />
      <span><Words what={what} /></span>
      {note.outboxIds.length > 0 && left > 0 && <Button size="small" onPress={undo}>{text.toast.undo(left)}</Button>}
      {what.kind === 'verdict' && <Button size="small" onPress={open}>{text.toast.open}</Button>}
      {what.kind === 'numbered' && <Button size="small" onPress={() => seal(what.documentIds)}>{text.toast.seal}</Button>}
      <IconButton size="small" icon={X} label={text.common.close} onPress={() => toasts.drop(note.id)} />
    </div>
  )
}

function Words({ what }: { what: ToastNote['what'] }) {
  const text = useText()
  const problem = useProblemText()
  switch (what.kind) {
    case 'act': return <>{text.did[what.verb] ?? text.verbs[what.verb] ?? what.verb}.</>
    case 'problem': {
      const { title, next } = problem(what.problem)
      return <><b>{title}</b> {next}</>
    }
    case 'verdict': return <>{text.toast.rechecked(what.title, text.verdict[what.to])}</>
    case 'numbered': return <>{text.toast.numbered(what.documentIds.length, what.code)}</>
    case 'not-printed': return <>{text.print.failed}</>
    case 'undone': case 'copied': case 'saved': return <>{text.toast[what.kind]}</>
  }
}
