import { ChevronDown, ChevronUp, MoveHorizontal, RotateCw, Search, ZoomIn, ZoomOut } from 'lucide-react'
import { useStore } from 'zustand'
import { useText } from '../state/context.tsx'
import { IconButton } from './button.tsx'
import type { PdfController } from './pdf-controller.ts'
import css from './pdf-view.module.css'

/** The tools of a PDF, on the line of the tabs. */
export function PdfTools({ controller, onFind }: { controller: PdfController; onFind: () => void }) {
  const text = useText().pdf
  const page = useStore(controller.store, state => state.page)
  const pages = useStore(controller.store, state => state.pages)
  if (pages === 0) return null
  return (
    <div className={css.tools} role="toolbar" aria-label={text.tools}>
      <IconButton size="small" icon={ChevronUp} label={text.previous} isDisabled={page <= 1} onPress={() => controller.goTo(page - 1)} />
      <span className={css.page}>{text.page(page, pages)}</span>
      <IconButton size="small" icon={ChevronDown} label={text.next} isDisabled={page >= pages} onPress={() => controller.goTo(page + 1)} />
      <span className={css.rule} />
      <IconButton size="small" icon={ZoomOut} label={text.zoomOut} onPress={() => controller.zoom('out')} />
      <IconButton size="small" icon={ZoomIn} label={text.zoomIn} onPress={() => controller.zoom('in')} />
      <IconButton size="small" icon={MoveHorizontal} label={text.fit} onPress={() => controller.zoom('fit-width')} />
      <IconButton size="small" icon={RotateCw} label={text.rotate} onPress={controller.rotate} />
      <IconButton size="small" icon={Search} label={text.find} onPress={onFind} />
    </div>
  )
}
