import { INK, type Mark, type Size } from '../pdf/drawing.ts'
import type { FaceName, Typeface } from '../pdf/font-face.ts'
import type { Rect } from '../pdf/geometry.ts'
import { fitText, type TextWish } from './fit-text.ts'
import { findDateLine, findNumberGap, type Gap } from './find-gaps.ts'
import type { WrittenLine } from './written-line.ts'

/** A field's place on its page, what is printed there, and what to set text with. */
export interface FillScene { readonly rect: Rect; readonly lines: readonly WrittenLine[]; readonly type: Typeface }

/** What goes into the field: its value, and its marks in the field's own coordinates. */
export interface Filling { readonly value: string; draw(room: Size): readonly Mark[] }

/** Số văn bản: two digits at least; where the notation stands in print behind the gap, the number alone. */
export function fillNumber(number: string, scene: FillScene): Filling {
  const gap = gapInside(findNumberGap(scene.lines), scene.rect)
  const given = number.trim()
  const own = gap === null ? given : given.split('/')[0]?.trim() ?? given
  const value = own.replace(/^\d(?!\d)/, digit => `0${digit}`)
  return { value, draw: room => [drawIn(gap ?? middleOf(scene, room), { text: value, face: 'regular', flush: gap !== null }, { scene, room })] }
}

/** Ngày, tháng, năm ban hành. Words that stand in print are not printed again: the figures go between them. */
export function fillDate(date: string, scene: FillScene): Filling {
  const [year = '', month = '', day = ''] = date.split('-')
  // NĐ 30/2020, Phụ lục I mục II.4: a zero before days below 10 and before the months 1 and 2.
  const written = { day, month: Number(month) < 3 ? month : String(Number(month)), year }
  const value = `ngày ${written.day} tháng ${written.month} năm ${written.year}`
  const line = findDateLine(scene.lines)
  const parts = line === null ? [] : (['day', 'month', 'year'] as const).flatMap(name => line[name] === null ? [] : [{ gap: line[name], text: written[name] }])
  const isPrinted = parts.length > 0 && parts.every(({ gap }) => gapInside(gap, scene.rect) !== null)
  return {
    value,
    draw: room => isPrinted
      ? parts.map(({ gap, text }) => drawIn(gap, { text, face: 'italic' }, { scene, room }))
      : [drawIn(middleOf(scene, room), { text: value, face: 'italic' }, { scene, room })],
  }
}

/** A gap whose middle the field does not cover is another one's. */
function gapInside(gap: Gap | null, [left, bottom, right, top]: Rect): Gap | null {
  if (gap === null) return null
  const middle = (gap.left + gap.right) / 2
  return middle > left && middle < right && gap.baseline >= bottom - 1 && gap.baseline < top ? { ...gap, left: Math.max(gap.left, left), right: Math.min(gap.right, right) } : null
}

const USUAL_SIZE = 13

/** The whole field as a gap: on the baseline of what is printed beside it, else in the middle. */
function middleOf({ rect, lines }: FillScene, room: Size): Gap {
  const beside = lines.find(line => line.baseline >= rect[1] && line.baseline + line.size <= rect[3] + 4 && line.size >= 9)
  const size = beside?.size ?? Math.min(USUAL_SIZE, room.height / 1.15)
  return { left: rect[0], right: rect[2], baseline: beside?.baseline ?? rect[1] + (room.height - size * 0.68) / 2, size }
}

interface Drawing { readonly scene: FillScene; readonly room: Size }

/** `flush`: up against what follows the gap, as "487/UBND-NC" is written. */
function drawIn(gap: Gap, { text, face, flush = false }: { readonly text: string; readonly face: FaceName; readonly flush?: boolean }, { scene, room }: Drawing): Mark {
  const { type, rect } = scene
  const wish: TextWish = { text, face, ink: INK.black, largest: gap.size, smallest: 6 }
  const { size, lines: [line = ''] } = fitText(type, wish, { width: gap.right - gap.left, height: Math.max(room.height, gap.size * 1.15) })
  const spare = gap.right - gap.left - type.widthOf(face, size, line)
  const left = gap.left + (flush ? spare : spare / 2)
  return { kind: 'text', text: line, face, size, at: [left - rect[0], gap.baseline - rect[1]], ink: INK.black }
}
