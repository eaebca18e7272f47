import type { Stamp } from '../../../shared/contract/signing.ts'
import type { PageBox } from '../../pdf-frame/protocol.ts'
import { toScreen } from '../../pdf-frame/page-space.ts'
import { useText } from '../../state/context.tsx'
import { PrintedMarks, wordsOf } from './printed-marks.tsx'
import css from './sign.module.css'

interface Props { readonly stamp: Stamp; readonly boxes: readonly PageBox[]; readonly picture: string | null; readonly isMain?: boolean; readonly thing?: string }

/** What is printed into a field that was prepared: shown where it will stand, and not movable. */
export function FixedStamp({ stamp: { placement, marks }, boxes, picture, isMain = false, thing = '' }: Props) {
  const { acts } = useText()
  const box = boxes.find(each => each.page === placement.page)
  if (!box) return null
  const [left, bottom, right, top] = placement.rect
  const words = wordsOf(marks)
  return (
    <div className={css.fixed} style={toScreen(box, placement.rect)} role="img" aria-label={words === '' ? thing : acts.filled(words)} {...(isMain ? { 'data-main': true } : {})}>
      <PrintedMarks marks={marks} width={right - left} height={top - bottom} picture={picture} />
    </div>
  )
}
