import { pictureIn } from '../pdf/drawing.ts'
import type { Act } from './act.ts'
import { decidePlacement } from './decide-placement.ts'

/** Ký duyệt (NĐ 30/2020, Phụ lục I mục II.7): the competent person's handwritten signature, image only, between title and name. */
export const approve: Act = {
  check: () => undefined,
  printsText: () => false,
  looksAt: 'last-pages',
  place: ({ pages }, { signer }) => decidePlacement(pages, signer.name),
  draw: ({ picture }, room) => picture === null ? [] : [pictureIn(picture, room)],
}
