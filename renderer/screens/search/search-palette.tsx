import { Search } from 'lucide-react'
import { useEffect, useState, type KeyboardEvent } from 'react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import { useText } from '../../state/context.tsx'
import { stepTo } from '../../state/walk.ts'
import { Marked } from './marked.tsx'
import { Scopes } from './scopes.tsx'
import { SCOPES, useHits, type Hit, type Scope } from './use-hits.ts'
import css from './search.module.css'

/** Ctrl+K: documents, commands, people and agencies, with and without diacritics. The field keeps the focus. */
export function SearchPalette({ onClose }: { onClose: () => void }) {
  const { palette: text, titleBar } = useText()
  const [typed, setTyped] = useState('')
  const [scope, setScope] = useState<Scope>('all')
  const [at, setAt] = useState<string | null>(null)
  const { all, shown, isAnswered } = useHits(typed, scope)
  const current = shown.some(({ id }) => id === at) ? at : shown[0]?.id ?? null
  useEffect(() => { if (current) document.getElementById(current)?.scrollIntoView({ block: 'nearest' }) }, [current])
  function choose(hit: Hit | undefined): void {
    if (hit?.look) {
      setTyped(hit.look)
      setScope('documents')
    } else if (hit?.choose) {
      onClose()
      hit.choose()
    }
  }
  function key(event: KeyboardEvent): void {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by !== undefined) setAt(stepTo(shown.map(({ id }) => id), current, by))
    else if (event.key === 'Enter') choose(shown.find(({ id }) => id === current))
    else if (event.key === 'Tab') setScope(SCOPES.at((SCOPES.indexOf(scope) + (event.shiftKey ? -1 : 1)) % SCOPES.length) ?? 'all')
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={open => { if (!open) onClose() }} className={css.scrim ?? ''}>
      <Modal className={css.palette ?? ''}>
        <Dialog aria-label={text.label} className={css.dialog ?? ''}>
          <div className={css.input}><Search aria-hidden size={20} strokeWidth={1.4} />
            <input autoFocus role="combobox" aria-expanded aria-controls="hits" aria-label={titleBar.search} placeholder={titleBar.search} value={typed} onChange={event => setTyped(event.target.value)} onKeyDown={key} {...(current ? { 'aria-activedescendant': current } : {})} />
            <kbd>Esc</kbd>
          </div>
          <Scopes hits={all} scope={scope} onScope={setScope} />
          <div id="hits" role="listbox" aria-label={text.label} tabIndex={-1} className={css.hits}>
            {shown.map((hit, index) => (
              <div key={hit.id} role="presentation">
                {shown[index - 1]?.group !== hit.group && <div className={css.group} role="presentation"><span>{text.scopes[hit.group]}</span>{hit.group === 'documents' && <span>{text.newest}</span>}</div>}
                <HitRow hit={hit} typed={typed} selected={hit.id === current} onChoose={() => choose(hit)} />
              </div>
            ))}
          </div>
          {isAnswered && shown.length === 0 && <p className={css.none} role="status">{text.none}</p>}
          <div className={css.foot}><kbd>↑</kbd><kbd>↓</kbd><span>{text.choose}</span><kbd>Enter</kbd><span>{text.open}</span><kbd>Tab</kbd><span>{text.change}</span><span className={css.marks}>{text.marks}</span></div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function HitRow({ hit, typed, selected, onChoose }: { hit: Hit; typed: string; selected: boolean; onChoose: () => void }) {
  return (
    <div id={hit.id} role="option" aria-selected={selected} className={css.hit} onClick={onChoose}>
      <hit.icon aria-hidden size={20} strokeWidth={1.4} />
      <div><div className={css.title}><Marked text={hit.title} typed={typed} /></div>{hit.sub && <div className={css.sub}><Marked text={hit.sub} typed={typed} /></div>}</div>
      <span className={css.aside}>{hit.keys ? <kbd>{hit.keys}</kbd> : hit.aside}</span>
    </div>
  )
}
