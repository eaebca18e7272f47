import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { useText } from '../state/context.tsx'
import { IconButton } from './button.tsx'
import type { PdfController } from './pdf-controller.ts'
import css from './pdf-view.module.css'

/** Tìm trong văn bản, with or without diacritics. Enter next, Shift+Enter previous, Esc closes. */
export function PdfFind({ controller, onClose }: { controller: PdfController; onClose: () => void }) {
  const text = useText()
  const [wanted, setWanted] = useState('')
  const [ignoreMarks, setIgnoreMarks] = useState(true)
  const found = useStore(controller.store, state => state.found)
  useEffect(() => controller.find(wanted, ignoreMarks, 0), [controller, wanted, ignoreMarks])
  useEffect(() => () => controller.find('', true, 0), [controller])
  const step = (by: -1 | 1) => controller.find(wanted, ignoreMarks, by)
  return (
    <div className={css.find} role="search" onKeyDown={event => {
      if (event.key === 'Escape') onClose()
      else if (event.key === 'Enter') step(event.shiftKey ? -1 : 1)
      else return
      event.preventDefault()
      event.stopPropagation()
    }}>
      <input type="text" autoFocus aria-label={text.pdf.findPlaceholder} placeholder={text.pdf.findPlaceholder} value={wanted} onChange={event => setWanted(event.target.value)} />
      <span className={css.count} role="status">{wanted !== '' && found && text.pdf.found(found.at, found.of)}</span>
      <label><input type="checkbox" checked={ignoreMarks} onChange={event => setIgnoreMarks(event.target.checked)} />{text.pdf.marks}</label>
      <IconButton size="small" icon={ChevronUp} label={text.pdf.previous} onPress={() => step(-1)} />
      <IconButton size="small" icon={ChevronDown} label={text.pdf.next} onPress={() => step(1)} />
      <IconButton size="small" icon={X} label={text.common.close} onPress={onClose} />
    </div>
  )
}
