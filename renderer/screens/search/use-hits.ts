import { FileText, Inbox, Landmark, Send, UserRound, type LucideIcon } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Output } from '../../../shared/contract/index.ts'
import { useDesk, useFormat, useText } from '../../state/context.tsx'
import { settle } from '../../state/loaded.ts'
import { documentCode, shortSubject } from '../../text/subject.ts'
import { useCommands } from './use-commands.ts'

export type Scope = 'all' | 'documents' | 'commands' | 'people'
export const SCOPES: readonly Scope[] = ['all', 'documents', 'commands', 'people']
export interface Hit {
  readonly id: string; readonly group: Exclude<Scope, 'all'>; readonly icon: LucideIcon; readonly title: string; readonly sub: string
  /** At the end of the line: a day, what choosing does, or the key that does the same. */
  readonly aside: string; readonly keys?: string
  /** A new text to look for instead of leaving the palette. */
  readonly look?: string
  readonly choose?: () => void
}

type Found = Output<'documents.search'>
/** As many as are asked of the core; the count of more than that is not known. */
export const MOST = 50
/** While everything is shown, no group pushes the others out of sight. */
const SHOWN_OF_ALL = { documents: 5, commands: 4, people: 4 } as const
const ICONS = { in: Inbox, out: Send, draft: FileText } as const

/** What answers to what was typed, by group; `all` of them, and those `shown` in a scope. */
export function useHits(typed: string, scope: Scope): { readonly all: readonly Hit[]; readonly shown: readonly Hit[]; readonly isAnswered: boolean } {
  const { place } = useDesk()
  const { palette: text, list } = useText()
  const format = useFormat()
  const found = useFound(typed)
  const commands = useCommands(typed)
  const documents = (found?.rows ?? []).map((row): Hit => ({
    id: `d-${row.documentId}`, group: 'documents', icon: ICONS[row.direction], title: shortSubject(row.subject) || list.noSubject, aside: format.day(row.sortAt),
    sub: [documentCode(row.number, row.notation) ?? row.kind, row.issuerName].filter(Boolean).join(' · '), choose: () => place.follow(row.documentId),
  }))
  const people: readonly Hit[] = [
    ...(found?.agencies ?? []).map((agency): Hit => ({ id: `a-${agency.id}`, group: 'people', icon: Landmark, title: agency.name, sub: '', aside: text.writeTo, choose: () => place.compose({ documentId: null, replyTo: null, to: agency }) })),
    ...(found?.officers ?? []).map((person): Hit => ({ id: `o-${person.id}`, group: 'people', icon: UserRound, title: person.name, sub: [person.title, person.agencyName].filter(Boolean).join(', '), aside: text.findOf, look: person.name })),
  ]
  const acts = commands.map(({ id, label, run, icon, keys }): Hit => ({ id: `c-${id}`, group: 'commands', icon, title: label, sub: '', aside: '', choose: run, ...(keys ? { keys } : {}) }))
  const all = [...documents, ...acts, ...people]
  const isTyped = typed.trim() !== ''
  const shown = scope === 'all' ? [...documents.slice(0, SHOWN_OF_ALL.documents), ...(isTyped ? acts.slice(0, SHOWN_OF_ALL.commands) : acts), ...people.slice(0, SHOWN_OF_ALL.people)] : all.filter(({ group }) => group === scope)
  return { all, shown, isAnswered: !isTyped || found !== null }
}

/** Asked at each letter; an older answer never replaces a newer one. */
function useFound(typed: string): Found | null {
  const { api } = useDesk()
  const [found, setFound] = useState<Found | null>(null)
  useEffect(() => {
    const asked = { here: true }
    const wanted = typed.trim()
    void (wanted === '' ? Promise.resolve(null) : settle(api.request('documents.search', { text: wanted, limit: MOST }))).then(answer => {
      if (asked.here) setFound(answer?.kind === 'ready' ? answer.value : null)
    })
    return () => { asked.here = false }
  }, [api, typed])
  return found
}
