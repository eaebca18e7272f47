import { ImageOff, MoveHorizontal, RotateCcw, ZoomIn, ZoomOut } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import type { Output } from '../../../shared/contract/index.ts'
import type { Placement } from '../../../shared/contract/signing.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { createPdfController } from '../../parts/pdf-controller.ts'
import { PdfView } from '../../parts/pdf-view.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useOpenedPdf } from '../../parts/use-opened-pdf.ts'
import { useText } from '../../state/context.tsx'
import { PlacedSignature } from './placed-signature.tsx'
import css from './sign.module.css'

interface Props {
  readonly item: Output<'signing.prepare'>['items'][number]
  readonly image: Uint8Array | null
  readonly place: Placement | null
  readonly onPlace: (place: Placement) => void
  readonly onSetImage: () => void
}

/** The page that is signed, opened where the signature goes. */
export function SignPage({ item, image, place, onPlace, onSetImage }: Props) {
  const { sign: text, pdf } = useText()
  const controller = useMemo(() => createPdfController(), [])
  const { boxes, drawn, page, pages } = useStore(controller.store)
  const file = useMemo(() => item.blobId === null ? null : { blobId: item.blobId, name: item.name }, [item.blobId, item.name])
  const { problem } = useOpenedPdf(item.documentId, file, controller)
  useEffect(() => { if (drawn && place) controller.reveal(place) }, [controller, drawn]) // oxlint-disable-line react-hooks/exhaustive-deps -- shown once, not at each move
  const box = place && boxes.find(each => each.page === place.page)
  const moved = place !== null && item.placement !== null && place !== item.placement
  return (
    <div className={css.page}>
      <div className={css.bar}>
        <b>{item.code || item.name}</b>
        {pages > 0 && <span>{pdf.page(page, pages)}</span>}
        <span className={css.tools}>
          <IconButton size="small" icon={ZoomOut} label={pdf.zoomOut} onPress={() => controller.zoom('out')} /><IconButton size="small" icon={ZoomIn} label={pdf.zoomIn} onPress={() => controller.zoom('in')} />
          <IconButton size="small" icon={MoveHorizontal} label={pdf.fit} onPress={() => controller.zoom('fit-width')} />
        </span>
      </div>
      <div className={css.stage}>
        {problem ? <ProblemNote problem={problem} /> : <PdfView controller={controller} />}
        {place && box && <PlacedSignature image={image} place={place} box={box} onPlace={onPlace} />}
      </div>
      {image === null && place && <p className={css.hint}><ImageOff aria-hidden size={16} strokeWidth={1.6} />{text.noImage}<button type="button" onClick={onSetImage}>{text.setImage}</button></p>}
      <div className={css.keys}>
        <kbd>←</kbd><kbd>↑</kbd><kbd>↓</kbd><kbd>→</kbd><span>{text.byOne}</span><kbd>Shift</kbd><span>{text.byTen}</span>
        <Button look="quiet" size="small" icon={RotateCcw} isDisabled={!moved} onPress={() => { if (item.placement) { onPlace(item.placement); controller.reveal(item.placement) } }}>{text.toProposed}</Button>
      </div>
    </div>
  )
}
