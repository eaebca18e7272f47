import { FileText, Search, UserRound } from 'lucide-react'
import { useEffect, useState, type KeyboardEvent } from 'react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import type { Output } from '../../../shared/contract/index.ts'
import { useDesk, useText } from '../../state/context.tsx'
import { settle } from '../../state/loaded.ts'
import { stepTo } from '../../state/walk.ts'
import { documentCode, shortSubject } from '../../text/subject.ts'
import { useCommands } from './use-commands.ts'
import css from './search.module.css'

type Found = Output<'documents.search'>
interface Hit { readonly id: string; readonly group: string; readonly title: string; readonly sub: string; readonly icon: typeof FileText; readonly choose: (() => void) | null }

/** Ctrl+K: documents, commands, people and agencies, with and without diacritics. The field keeps the focus. */
export function SearchPalette({ onClose }: { onClose: () => void }) {
  const { place } = useDesk()
  const { palette: text, titleBar, list } = useText()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState<string | null>(null)
  const found = useFound(typed)
  const commands = useCommands(typed)
  const hits: readonly Hit[] = [
    ...commands.map(({ id, label, run, icon }) => ({ id: `c-${id}`, group: text.commands, title: label, sub: '', icon, choose: run })),
    ...(found?.rows ?? []).map(row => ({ id: `d-${row.documentId}`, group: text.documents, title: shortSubject(row.subject) || list.noSubject, sub: [documentCode(row.number, row.notation) ?? row.kind, row.issuerName].filter(Boolean).join(' · '), icon: FileText, choose: () => place.follow(row.documentId) })),
    ...(found?.officers ?? []).map(person => ({ id: `o-${person.id}`, group: text.people, title: person.name, sub: [person.title, person.agencyName].filter(Boolean).join(' · '), icon: UserRound, choose: null })),
  ]
  const current = hits.some(({ id }) => id === at) ? at : hits[0]?.id ?? null
  function choose(hit: Hit | undefined): void {
    if (!hit?.choose) return
    onClose()
    hit.choose()
  }
  function key(event: KeyboardEvent): void {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by !== undefined) setAt(stepTo(hits.map(({ id }) => id), current, by))
    else if (event.key === 'Enter') choose(hits.find(({ id }) => id === current))
    else return
    event.preventDefault()
  }
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={open => { if (!open) onClose() }} className={css.scrim ?? ''}>
      <Modal className={css.palette ?? ''}>
        <Dialog aria-label={text.label} className={css.dialog ?? ''}>
          <div className={css.input}><Search aria-hidden size={20} strokeWidth={1.4} />
            <input autoFocus role="combobox" aria-expanded aria-controls="hits" aria-label={titleBar.search} placeholder={titleBar.search} value={typed} onChange={event => setTyped(event.target.value)} onKeyDown={key} {...(current ? { 'aria-activedescendant': current } : {})} />
          </div>
          <div id="hits" role="listbox" aria-label={text.label} tabIndex={-1} className={css.hits}>
            {hits.map((hit, index) => (
              <div key={hit.id} role="presentation">
                {hits[index - 1]?.group !== hit.group && <div className={css.group} role="presentation">{hit.group}</div>}
                <div id={hit.id} role="option" aria-selected={hit.id === current} className={css.hit} onClick={() => choose(hit)}><hit.icon aria-hidden size={20} strokeWidth={1.4} /><div><div className={css.title}>{hit.title}</div>{hit.sub && <div className={css.sub}>{hit.sub}</div>}</div></div>
              </div>
            ))}
          </div>
          {typed !== '' && found && hits.length === 0 && <p className={css.none} role="status">{text.none}</p>}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function useFound(typed: string): Found | null {
  const { api } = useDesk()
  const [found, setFound] = useState<Found | null>(null)
  useEffect(() => {
    const asked = { here: true }
    const wanted = typed.trim()
    void (wanted === '' ? Promise.resolve(null) : settle(api.request('documents.search', { text: wanted, limit: 50 }))).then(answer => {
      if (asked.here) setFound(answer?.kind === 'ready' ? answer.value : null)
    })
    return () => { asked.here = false }
  }, [api, typed])
  return found
}
