import { ImageOff, LockKeyhole, MoveHorizontal, RotateCcw, ShieldCheck, TriangleAlert, ZoomIn, ZoomOut } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import type { Output } from '../../../shared/contract/index.ts'
import type { Placement } from '../../../shared/contract/signing.ts'
import type { SigningAct } from '../../../shared/model/signing-act.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { createPdfController } from '../../parts/pdf-controller.ts'
import { isLockedState } from '../../parts/pdf-lock.tsx'
import { PdfView } from '../../parts/pdf-view.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useImageUrl } from '../../parts/use-image-url.ts'
import { useOpenedPdf } from '../../parts/use-opened-pdf.ts'
import { useText } from '../../state/context.tsx'
import { FixedStamp } from './fixed-stamp.tsx'
import { shiftOf } from './place-of.ts'
import { PlacedSignature } from './placed-signature.tsx'
import css from './sign.module.css'

interface Props {
  readonly item: Output<'signing.prepare'>['items'][number]
  readonly act: SigningAct
  readonly image: Uint8Array | null
  readonly place: Placement | null
  readonly onPlace: (place: Placement) => void
  readonly onSetImage: () => void
}

/** The page that is signed, opened where the signature goes. */
export function SignPage({ item, act, image, place, onPlace, onSetImage }: Props) {
  const { sign: text, acts, pdf } = useText()
  const picture = useImageUrl(image)
  const controller = useMemo(() => createPdfController(), [])
  const { boxes, drawn, page, pages } = useStore(controller.store)
  const file = useMemo(() => item.blobId === null ? null : { blobId: item.blobId, name: item.name }, [item.blobId, item.name])
  const { problem } = useOpenedPdf(item.documentId, file, controller)
  const isLocked = useStore(controller.store, isLockedState)
  const isPlaced = place !== null
  useEffect(() => { if (drawn && place) controller.reveal(place) }, [controller, drawn, isPlaced]) // oxlint-disable-line react-hooks/exhaustive-deps -- shown once, not at each move
  const box = place && boxes.find(each => each.page === place.page)
  const moved = shiftOf(item.placement, place) !== undefined
  // Without marks (an approval whose picture is not set) the place alone is shown.
  const [own, ...filled] = item.stamps
  const showsPicture = act === 'approve' || act === 'issue'
  return (
    <div className={css.page}>
      <div className={css.bar}>
        <b>{item.code || item.name}</b>
        {pages > 0 && <span>{pdf.page(page, pages)}</span>}
        {item.approvedBy.length > 0 && <span className={css.approved}><ShieldCheck aria-hidden size={16} strokeWidth={1.6} />{acts.approved(item.approvedBy.join(', '))}</span>}
        <span className={css.tools}>
          <IconButton size="small" icon={ZoomOut} label={pdf.zoomOut} onPress={() => controller.zoom('out')} /><IconButton size="small" icon={ZoomIn} label={pdf.zoomIn} onPress={() => controller.zoom('in')} />
          <IconButton size="small" icon={MoveHorizontal} label={pdf.fit} onPress={() => controller.zoom('fit-width')} />
        </span>
      </div>
      <div className={css.stage}>
        {problem ? <ProblemNote problem={problem} /> : <PdfView controller={controller} />}
        {isLocked && <p className={css.locked}><LockKeyhole aria-hidden size={20} strokeWidth={1.4} />{text.lockedPage}</p>}
        {filled.map((stamp, index) => <FixedStamp key={index} stamp={stamp} boxes={boxes} picture={picture} />)}
        {own?.fixed === true && <FixedStamp stamp={own} boxes={boxes} picture={picture} isMain thing={acts.thing[act]} />}
        {place && box && own?.fixed !== true && <PlacedSignature marks={own?.marks ?? []} picture={picture} thing={acts.thing[act]} place={place} box={box} onPlace={onPlace} onReveal={() => controller.reveal(place)} />}
      </div>
      {image === null && place && showsPicture && <p className={css.hint}><ImageOff aria-hidden size={16} strokeWidth={1.6} />{act === 'issue' ? acts.noSeal : text.noImage}<button type="button" onClick={onSetImage}>{text.setImage}</button></p>}
      {act === 'issue' && item.problem === null && filled.length === 0 && <p className={css.hint}><TriangleAlert aria-hidden size={16} strokeWidth={1.6} />{acts.notPrinted}</p>}
      <div className={css.keys}>
        {own?.fixed === true ? <span>{acts.fixed}</span> : <><kbd>←</kbd><kbd>↑</kbd><kbd>↓</kbd><kbd>→</kbd><span>{text.byOne}</span><kbd>Shift</kbd><span>{text.byTen}</span></>}
        {own?.fixed !== true && <Button look="quiet" size="small" icon={RotateCcw} isDisabled={!moved} onPress={() => { if (item.placement) { onPlace(item.placement); controller.reveal(item.placement) } }}>{text.toProposed}</Button>}
      </div>
    </div>
  )
}
