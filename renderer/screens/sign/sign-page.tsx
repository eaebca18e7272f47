import { useEffect, useMemo, type KeyboardEvent, type PointerEvent } from 'react'
import { useStore } from 'zustand'
import type { Output } from '../../../shared/contract/index.ts'
import type { Placement } from '../../../shared/contract/signing.ts'
import { openAttachment } from '../../parts/attachment-source.ts'
import { createPdfController } from '../../parts/pdf-controller.ts'
import { PdfView } from '../../parts/pdf-view.tsx'
import { toScreen } from '../../pdf-frame/page-space.ts'
import { useDesk, useText } from '../../state/context.tsx'
import { settle } from '../../state/loaded.ts'
import { movedBy } from './move-placement.ts'
import css from './sign.module.css'

interface Props { readonly item: Output<'signing.prepare'>['items'][number]; readonly place: Placement | null; readonly onPlace: (place: Placement) => void }
const ARROWS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }

/** The page with the signature as an object on it: dragged, or moved by arrows, its place spoken. */
export function SignPage({ item, place, onPlace }: Props) {
  const { api } = useDesk()
  const text = useText().sign
  const controller = useMemo(() => createPdfController(), [])
  const boxes = useStore(controller.store, state => state.boxes)
  const opened = useStore(controller.store, state => state.drawn)
  const { documentId, blobId, name } = item
  useEffect(() => {
    if (blobId !== null) void settle(openAttachment(api, { documentId, blobId, name })).then(answer => { if (answer.kind === 'ready') controller.open(answer.value, 'page') })
  }, [api, controller, documentId, blobId, name])
  useEffect(() => { if (opened && place) controller.reveal(place) }, [controller, opened]) // oxlint-disable-line react-hooks/exhaustive-deps -- shown once, not at each move
  const box = place && boxes.find(({ page }) => page === place.page)
  const at = box && place && toScreen(box, place.rect)
  function key(event: KeyboardEvent): void {
    const by = ARROWS[event.key]
    if (!by || !place || !box) return
    const step = event.shiftKey ? 10 : 1
    onPlace(movedBy(place, by[0] * step, by[1] * step, box))
    event.preventDefault()
  }
  function drag(event: PointerEvent<HTMLDivElement>): void {
    if (event.buttons === 1 && place && box) onPlace(movedBy(place, event.movementX / box.scale, -event.movementY / box.scale, box))
  }
  return (
    <div className={css.page}>
      <div className={css.stage}>
        <PdfView controller={controller} />
        {at && place && (
          <div
            className={css.placed} style={at} role="application" tabIndex={0} aria-label={text.place(Math.round(place.rect[0]), Math.round(place.rect[1]))} aria-describedby="sign-move"
            onPointerDown={event => event.currentTarget.setPointerCapture(event.pointerId)} onPointerMove={drag} onKeyDown={key}
          />
        )}
      </div>
      <p id="sign-move" className={css.keys}>{text.move}{place && <span>{text.place(Math.round(place.rect[0]), Math.round(place.rect[1]))}</span>}</p>
    </div>
  )
}
