import { Move } from 'lucide-react'
import type { KeyboardEvent, PointerEvent } from 'react'
import type { Placement, PrintedMark } from '../../../shared/contract/signing.ts'
import type { PageBox } from '../../pdf-frame/protocol.ts'
import { toScreen } from '../../pdf-frame/page-space.ts'
import { useText } from '../../state/context.tsx'
import { movedBy } from './move-placement.ts'
import { PrintedMarks, wordsOf } from './printed-marks.tsx'
import css from './sign.module.css'

const ARROWS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }
const MM_PER_POINT = 25.4 / 72
/** Points under the signature that the signer's printed name takes; what tells the place must not hide it. */
const NAME_BELOW = 26
const mm = (points: number) => Math.round(points * MM_PER_POINT)

interface Props { readonly marks: readonly PrintedMark[]; readonly picture: string | null; readonly thing: string; readonly place: Placement; readonly box: PageBox; readonly onPlace: (place: Placement) => void
  /** The keyboard came to it, wherever the page was scrolled to. */
  readonly onReveal: () => void }

/** The signature as an object on the page: dragged, or moved by arrows, its place shown and spoken in millimetres. */
export function PlacedSignature({ marks, picture, thing, place, box, onPlace, onReveal }: Props) {
  const { sign: text, acts } = useText()
  const [left, bottom, right, top] = place.rect
  const at = toScreen(box, place.rect)
  function key(event: KeyboardEvent): void {
    const by = ARROWS[event.key]
    if (!by) return
    const step = event.shiftKey ? 10 : 1
    onPlace(movedBy(place, by[0] * step, by[1] * step, box))
    event.preventDefault()
  }
  function drag(event: PointerEvent<HTMLDivElement>): void {
    if (event.buttons === 1) onPlace(movedBy(place, event.movementX / box.scale, -event.movementY / box.scale, box))
  }
  return (
    <>
      <div
        className={css.placed} style={at} role="application" aria-roledescription={text.movable} tabIndex={0} aria-label={[acts.spoken(thing, place.page, mm(left), mm(bottom)), wordsOf(marks)].filter(Boolean).join(' ')}
        onPointerDown={event => event.currentTarget.setPointerCapture(event.pointerId)} onPointerMove={drag} onKeyDown={key} onFocus={event => { if (event.currentTarget.matches(':focus-visible')) onReveal() }}
      >
        <PrintedMarks marks={marks} width={right - left} height={top - bottom} picture={picture} />
      </div>
      <div className={css.note} style={{ left: at.left, top: at.top + at.height + NAME_BELOW * box.scale }} aria-hidden><Move size={16} strokeWidth={1.6} />{text.place(mm(left), mm(bottom), mm(right - left), mm(top - bottom))}</div>
    </>
  )
}
